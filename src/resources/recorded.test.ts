import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseArmId } from '../base/armId.ts'
import { isObject, type Json, parseJson } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot, typeKey } from '../discovery/snapshot.ts'
import { unknownParts } from '../discovery/unknownParts.ts'
import { component } from './component.ts'
import { compute } from './compute.ts'
import { datastore } from './datastore.ts'
import { plan } from './index.ts'
import { lock } from './lock.ts'
import { logWorkspace } from './logWorkspace.ts'
import { privateEndpoint } from './privateEndpoint.ts'
import { registry } from './registry.ts'
import type { Kept, ResourceType } from './resourceType.ts'
import { roleAssignment } from './roleAssignment.ts'
import { storageAccount } from './storageAccount.ts'
import { vault } from './vault.ts'
import { workspace } from './workspace.ts'

const shared = new URL('../../../shared/', import.meta.url)
const estates = new URL('estates/', shared)
const examples = new URL('azure-types/examples/', shared)

const files = (folder: URL, wanted: (name: string) => boolean): readonly string[] => (existsSync(folder) ? readdirSync(folder).filter(wanted).sort() : [])
const snapshots = files(estates, (name) => name.endsWith('.json') && !name.includes('.expected.'))
const recordings = files(examples, (name) => name.endsWith('.json') && name !== 'index.json')

describe('the shared estates', () => {
  it.runIf(snapshots.length === 0)(`are not read: none in ${estates.pathname}`, () => { expect(snapshots).toEqual([]) })

  for (const name of snapshots) {
    it(`are understood in all that we manage, and ask for no change of their own: ${name}`, () => {
      const opened = openSnapshot(readFileSync(new URL(name, estates), 'utf8'))
      if (!opened.ok) throw new Error(`cannot be opened: ${JSON.stringify(opened.failure)}`)
      const estate = readEstate(opened.snapshot)
      expect(estate.unknownParts).toEqual([])
      expect(estate.unread.filter(({ code }) => code === 'Unreadable')).toEqual([])
      expect(plan(estate, estate)).toEqual([])
    })
  }
})

/** Every object of a recording that looks like a resource. */
const resourcesIn = (value: Json): readonly Body[] => {
  if (Array.isArray(value)) return value.flatMap((item: Json) => resourcesIn(item))
  if (!isObject(value)) return []
  const inner = Object.values(value).flatMap(resourcesIn)
  return parseArmId(value['id']) !== null && isObject(value['properties']) ? [value, ...inner] : inner
}

const recorded = recordings.flatMap((name) => {
  const parsed = parseJson(readFileSync(new URL(name, examples), 'utf8'))
  return parsed.ok && isObject(parsed.value) ? resourcesIn(parsed.value['response'] ?? {}) : []
})

/** Recorded bodies of a type that it reads, and what managing does not give back of them. */
function losses<List extends Kept>(type: ResourceType<List>): { readonly readable: number; readonly lost: readonly string[] } {
  const read = recorded.filter((body) => typeKey(body) === type.type.toLowerCase()).flatMap((body) => {
    const entry = type.read(body, readingOf(expanded([body]), []))
    return entry === null ? [] : [unknownParts(type.manage?.(entry) ?? {}, body)]
  })
  return { readable: read.length, lost: read.flat() }
}

describe('recorded answers of ARM', () => {
  it.runIf(recorded.length === 0)(`are not read: none in ${examples.pathname}`, () => { expect(recordings).toEqual([]) })

  it.runIf(recorded.length > 0)('are given back by managing what was read of them', () => {
    const found = {
      workspace: losses(workspace), compute: losses(compute), datastore: losses(datastore), storageAccount: losses(storageAccount), vault: losses(vault), registry: losses(registry),
      component: losses(component), logWorkspace: losses(logWorkspace), privateEndpoint: losses(privateEndpoint), roleAssignment: losses(roleAssignment), lock: losses(lock),
    }
    expect(Object.entries(found).filter(([, { lost }]) => lost.length > 0)).toEqual([])
    const unseen = Object.entries(found).filter(([, { readable }]) => readable === 0).map(([name]) => name)
    expect(unseen).toEqual(['datastore', 'logWorkspace'])
  })
})
