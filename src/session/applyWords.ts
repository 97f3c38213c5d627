/** The words of a run that come with its engine, what was measured, and the reader of diagnosis reports, for screens. */
export { checkNames, diagnosisLevels, diagnosisLists, diagnosisText, proofNames } from '../apply/afterMessages.en.ts'
export { reportIn, worstFirst } from '../apply/diagnosisReport.ts'
export { nextAction, whatChanged, whatHappened } from '../apply/messages.en.ts'
export { expectedOf } from '../apply/expected.ts'
