import { idKey, nameOf } from '../base/armId.ts'
import { sha256 } from '../base/sha256.ts'
import { type Pair, rulebooks, steps } from '../steps/index.ts'
import { stepIds } from '../steps/order.ts'
import { articleAddress, type Finding, type Level } from '../steps/rule.ts'
import { findingText, ruleWords, titleOf } from '../steps/words.ts'
import type { ReportInput } from './input.ts'

/** What a SARIF log says besides the findings. */
export interface SarifAbout {
  /** The version of this program. */
  readonly version: string
  /** The snapshot as it is called where the log is read; a place that code scanning can show. Null: resource ids only. */
  readonly snapshot: string | null
}

type Severity = 'error' | 'warning' | 'note'
const severities: Readonly<Record<Level, Severity>> = { must: 'error', should: 'warning', info: 'note' }

/** Where the schema of the log is published (OASIS SARIF 2.1.0, appendix). */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const rules = stepIds.flatMap((step) => Object.entries(rulebooks[step]).map(([name, rule]) => ({ step, name, rule, id: `${step}/${name}` })))
const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]))

/** The findings of a picture as a SARIF 2.1.0 log: what the plan ends is `absent`, what was accepted is suppressed, what cannot be judged is `open`. */
export function sarif(input: ReportInput, about: SarifAbout): string {
  const log = {
    $schema: SCHEMA, version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Ringfence', semanticVersion: about.version, version: about.version, rules: rules.map(describe) } },
      columnKind: 'utf16CodeUnits',
      ...(about.snapshot === null ? {} : { artifacts: [{ location: { uri: encodeURI(about.snapshot) } }] }),
      results: results(input, about),
      properties: { cloud: input.cloud, takenAt: input.takenAt, picture: input.picture, ...(input.picture === 'current' ? {} : { plan: input.digest }) },
    }],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function describe({ id, step, name, rule }: (typeof rules)[number]) {
  const words = ruleWords(step, name)
  return {
    id, name: pascal(name), shortDescription: { text: words.title }, fullDescription: { text: words.why }, help: { text: words.remedy }, helpUri: `${articleAddress}${steps[step].section}`,
    defaultConfiguration: { level: severities[rule.level] }, properties: { tags: [...new Set([titleOf(step), rule.requirement, ...(rule.also ?? [])])] },
  }
}

const pascal = (name: string): string => name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')

function results(input: ReportInput, about: SarifAbout) {
  const counts = new Map<string, number>()
  return input.pairs.flatMap((pair) => {
    const finding = pair.chosen ?? pair.now
    if (finding === null) return []
    const place = `${pair.step}/${pair.rule}@${idKey(pair.at)}`
    const count = (counts.get(place) ?? 0) + 1
    counts.set(place, count)
    return [resultOf({ pair, finding, place: `${place}#${count}` }, input, about)]
  })
}

interface Placed {
  readonly pair: Pair
  readonly finding: Finding
  readonly place: string
}

function resultOf({ pair, finding, place }: Placed, input: ReportInput, { snapshot }: SarifAbout) {
  const id = `${pair.step}/${pair.rule}`
  const isOpen = finding.verdict === 'unknown'
  return {
    ruleId: id, ruleIndex: ruleIndex.get(id) ?? -1,
    kind: isOpen ? 'open' : 'fail', level: isOpen ? 'none' : severities[finding.level],
    message: { text: findingText(finding) },
    locations: [{
      ...(snapshot === null ? {} : { physicalLocation: { artifactLocation: { uri: encodeURI(snapshot), index: 0 } } }),
      logicalLocations: [{ name: nameOf(finding.at), fullyQualifiedName: finding.at, kind: 'resource' }],
    }],
    partialFingerprints: { 'ringfence/v1': sha256(place).slice(0, 32) },
    ...(input.picture === 'current' ? {} : { baselineState: pair.chosen === null ? 'absent' : pair.now === null ? 'new' : 'unchanged' }),
    ...suppressions(pair, input),
    properties: { requirement: finding.requirement, step: pair.step },
  }
}

function suppressions({ rule, at, chosen }: Pair, { accepted }: ReportInput) {
  const risk = chosen === null ? undefined : accepted.find(({ finding }) => finding.rule === rule && idKey(finding.at) === idKey(at))?.risk
  return risk === undefined ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: `${risk.reason} (until ${risk.until})` }] }
}
