import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { anyCharacter } from '../base/fixtures/anyCharacter.ts'
import { bicep } from './bicep/bicep.ts'
import { journey } from './fixtures/journey.ts'
import { draft, inputOf, vaultId } from './fixtures/plans.ts'
import { highlight, phaseLines } from './highlight.ts'
import { terraform } from './terraform/terraform.ts'

const kinds = (line: string, language: 'bicep' | 'hcl' | 'json' | 'markdown' | 'yaml') => highlight(line, language)[0]?.map((span) => [span.kind, span.text])

describe('highlight', () => {
  it('loses no character of any text in any language', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.constantFrom('bicep', 'bicepparam', 'hcl', 'json', 'markdown', 'text', 'yaml'), (text, language) => {
        expect(highlight(text, language).map((line) => line.map((span) => span.text).join('')).join('\n')).toBe(text)
      }),
      { numRuns: 50 },
    )
  })

  it('tells a comment from a text that holds slashes', () => {
    expect(kinds("name: 'http://x' // why", 'bicep')).toEqual([['plain', 'name: '], ['string', "'http://x'"], ['plain', ' '], ['comment', '// why']])
  })

  it('ends a Bicep text at a quote that is not escaped', () => {
    expect(kinds("a: 'it\\'s' ", 'bicep')).toEqual([['plain', 'a: '], ['string', "'it\\'s'"], ['plain', ' ']])
  })

  it('takes a word for a keyword only where it is no key', () => {
    expect(kinds('param type string', 'bicep')).toEqual([['keyword', 'param'], ['plain', ' '], ['keyword', 'type'], ['plain', ' '], ['keyword', 'string']])
    expect(kinds('  type: true', 'bicep')).toEqual([['plain', '  type: '], ['keyword', 'true']])
  })

  it('tells texts and words of JSON apart', () => {
    expect(kinds('"a\\"b": null,', 'json')).toEqual([['string', '"a\\"b"'], ['plain', ': '], ['keyword', 'null'], ['plain', ',']])
  })

  it('tells comments, keys and texts of YAML apart', () => {
    expect(kinds('  # stage: "x"', 'yaml')).toEqual([['comment', '  # stage: "x"']])
    expect(kinds('      - name: "a: b"', 'yaml')).toEqual([['plain', '      - '], ['keyword', 'name'], ['plain', ': '], ['string', '"a: b"']])
  })

  it('tells comments, blocks, texts and words of Terraform apart', () => {
    expect(kinds('# "why"', 'hcl')).toEqual([['comment', '# "why"']])
    expect(kinds('resource "a" "b" {', 'hcl')).toEqual([['keyword', 'resource'], ['plain', ' '], ['string', '"a"'], ['plain', ' '], ['string', '"b"'], ['plain', ' {']])
    expect(kinds('  true = null', 'hcl')).toEqual([['plain', '  true = '], ['keyword', 'null']])
  })

  it('shows Markdown as it is', () => {
    expect(kinds("# it's // so", 'markdown')).toEqual([['plain', "# it's // so"]])
  })

  it('marks the lines that the phase decides and not the one that defines it', () => {
    const vault = bicep(inputOf(journey())).files.find((file) => file.path === 'modules/keyVault.bicep')
    const lines = vault?.text.split('\n') ?? []
    expect(phaseLines(vault?.text ?? '', 'bicep').map((number) => lines[number - 1]?.trim())).toEqual(["defaultAction: closed ? 'Deny' : 'Allow'", "publicNetworkAccess: closed ? 'Disabled' : 'Enabled'"])
    const plan = draft()
    plan.change({ do: 'update', id: vaultId, phase: 'lockdown', patch: { properties: { publicNetworkAccess: 'Disabled', enableSoftDelete: [] } } })
    const main = terraform(inputOf(plan.changes)).files.find((file) => file.path === 'main.tf')?.text ?? ''
    expect(phaseLines(main, 'hcl').map((number) => main.split('\n')[number - 1]?.trim())).toEqual(['enableSoftDelete    = { prepare = true, lockdown = [] }[var.phase]', 'publicNetworkAccess = local.closed ? "Disabled" : null'])
  })
})
