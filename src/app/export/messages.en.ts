import type { OmittedBecause } from '../../exports/exportFile.ts'

const templatesText = (look: string): string => `Two deployments of one configuration. Look at ${look} before each; test names and the way in before lockdown. Setting the phase back opens again what lockdown closed.`

export const exportMessages = {
  title: 'Export',
  intro: (changes: number) => `The same plan in every format: ${changes} ${changes === 1 ? 'change' : 'changes'}. No file holds a key, a token or a password. The zip has the commands of each step beside them, in snippets.md.`,
  empty: 'The plan is empty, so there is nothing to deploy. With these choices the desired estate is the estate as read.',
  incomplete: (count: number) => `${count} ${count === 1 ? 'answer is' : 'answers are'} missing or not readable yet; what depends on ${count === 1 ? 'it' : 'them'} is not in these files, and what has no private way yet is not closed by them.`,
  mustLeft: (count: number) => `${count} ${count === 1 ? 'rule' : 'rules'} at level must would still be broken after this plan.`,
  showThem: 'Show them',
  formats: { bicep: 'Bicep', arm: 'ARM JSON', terraform: 'Terraform', cli: 'Azure CLI' },
  formatsLabel: 'Formats', filesLabel: 'Files', download: 'Download', downloadAll: (size: string) => `Download all, zip, ${size}`,
  writing: 'Writing the files …',
  copyFile: 'the file', summary: (files: number, size: string) => `${files} files, ${size}`,
  lines: (count: number) => `${count} lines`, marked: (lines: string) => `the phase decides ${lines}`,
  notHere: 'Not in these files', notHereText: (count: number) => (count === 0 ? 'Every change of the plan is in these files.' : `${count} of the plan’s changes cannot be written in this format.`),
  deploy: 'Deploy',
  deployText: { bicep: templatesText('what-if'), arm: templatesText('what-if'), terraform: templatesText('the plan that Terraform prints'), cli: 'One script, run twice. Look at its dry run before each; test names and the way in before lockdown. It stops where somebody changed a resource since it was read.' },
  codeLabel: (path: string) => `Text of ${path}`,
  because: {
    manual: 'A task by hand. README.md says when.',
    delete: 'A template cannot delete. README.md says when it is done by hand.',
    action: 'Registering a provider is an action, not a resource. Run it first: az provider register.',
    unknownBody: 'The body as read is not in the snapshot, so it cannot be restated whole.',
    otherScope: 'It belongs to a scope that this deployment cannot reach.',
  } satisfies Record<OmittedBecause, string>,
  folders: 'The files lie in numbered folders, deployed one after the other. README.md has the steps between them and the commands of each.',
} as const
