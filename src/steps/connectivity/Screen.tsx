import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import { textBy } from '../parsed.ts'
import type { ScreenProps } from '../screen.ts'
import { adminName, bastionName, type ConnectivityChoices, machineName, machineSize } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'

const methods = ['alreadyConnected', 'bastion', 'vpnPointToSite', 'vpnSiteToSite', 'expressRoute'] as const

/** The questions of the connectivity step. The method is asked in the address space as well, since subnets depend on it. */
export function Screen({ choices, proposal, because, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.connectivity
  const say = (part: Partial<ConnectivityChoices>) => choose({ connectivity: { ...own, ...part } })
  const asked = (field: keyof ConnectivityChoices) => ({
    field: `connectivity.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.connectivity[field], because(field)), because: because(field),
  })
  const text = (field: string) => ({ field, unparsed: unparsed[field], keepUnparsed, font: 'mono' as const })
  return (
    <>
      <Question {...asked('method')}>
        <Answers field="connectivity.method" label={messages.questions.method.title} value={own.method} answers={answersOf(messages.questions.method.answers, methods)} onChange={(method) => say({ method })} />
      </Question>
      {own.method === 'bastion' && (
        <>
          <Question {...asked('bastion')}>
            <TextAnswer {...text('connectivity.bastion.name')} label={fieldWords.bastionName} text={own.bastion.name} parse={textBy(bastionName, fieldWords.bastionNameFault)}
              onChange={(name) => say({ bastion: { ...own.bastion, name } })} />
            <Answers field="connectivity.bastion.sku" label={fieldWords.tier} value={own.bastion.sku} answers={answersOf(messages.questions.bastion.answers, ['Basic', 'Standard'] as const)}
              onChange={(sku) => say({ bastion: { ...own.bastion, sku } })} />
          </Question>
          <Question {...asked('jumpBox')}>
            <TextAnswer {...text('connectivity.jumpBox.name')} label={fieldWords.machineName} text={own.jumpBox.name} parse={textBy(machineName, fieldWords.machineNameFault)}
              onChange={(name) => say({ jumpBox: { ...own.jumpBox, name } })} />
            <TextAnswer {...text('connectivity.jumpBox.size')} label={fieldWords.size} text={own.jumpBox.size} parse={textBy(machineSize, fieldWords.sizeFault)}
              onChange={(size) => say({ jumpBox: { ...own.jumpBox, size } })} />
            <TextAnswer {...text('connectivity.jumpBox.adminName')} label={fieldWords.adminName} text={own.jumpBox.adminName} parse={textBy(adminName, fieldWords.adminNameFault)}
              onChange={(name) => say({ jumpBox: { ...own.jumpBox, adminName: name } })} />
          </Question>
        </>
      )}
      <Question {...asked('resolution')}>
        <Answers field="connectivity.resolution" label={messages.questions.resolution.title} value={own.resolution}
          answers={answersOf(messages.questions.resolution.answers, ['azureDns', 'forwarders', 'attested'] as const)} onChange={(resolution) => say({ resolution })} />
      </Question>
    </>
  )
}
