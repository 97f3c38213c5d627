/** The words of a run that come with its engine, and what was measured, for screens. */
export { checkNames, diagnosisLevels, diagnosisLists, diagnosisText, proofNames } from '../apply/afterMessages.en.ts'
export { nextAction, whatChanged, whatHappened } from '../apply/messages.en.ts'
export { expectedOf } from '../apply/expected.ts'
