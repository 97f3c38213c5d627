// Generated from knowledge/requirements.md by scripts/requirements.mjs; run npm run generate after a change there.
import catalogue from './requirements.json'

/** The id of a numbered line of the catalogue. */
export type RequirementId =
  | 'PRE-01' | 'PRE-02' | 'PRE-03' | 'PRE-04' | 'PRE-05' | 'PRE-06' | 'PRE-07' | 'PRE-08' | 'PRE-09' | 'PRE-10' | 'PRE-11' | 'PRE-12' | 'PRE-13' | 'PRE-14' | 'PRE-15' | 'PRE-16' | 'PRE-17' | 'PRE-18' | 'PRE-19' | 'PRE-20' | 'PRE-21' | 'PRE-22' | 'PRE-23' | 'PRE-24' | 'PRE-25' | 'PRE-26' | 'PRE-27' | 'PRE-28' | 'PRE-29' | 'PRE-30'
  | 'ADDR-01' | 'ADDR-02' | 'ADDR-03' | 'ADDR-04' | 'ADDR-05' | 'ADDR-06' | 'ADDR-07' | 'ADDR-08' | 'ADDR-09' | 'ADDR-10' | 'ADDR-11' | 'ADDR-12' | 'ADDR-13' | 'ADDR-14' | 'ADDR-15' | 'ADDR-16' | 'ADDR-18' | 'ADDR-19' | 'ADDR-20' | 'ADDR-21' | 'ADDR-22' | 'ADDR-23' | 'ADDR-24' | 'ADDR-25'
  | 'WKSP-01' | 'WKSP-02' | 'WKSP-03' | 'WKSP-04' | 'WKSP-05' | 'WKSP-06' | 'WKSP-07' | 'WKSP-08' | 'WKSP-09' | 'WKSP-10' | 'WKSP-11' | 'WKSP-12' | 'WKSP-13' | 'WKSP-14' | 'WKSP-15' | 'WKSP-16' | 'WKSP-17' | 'WKSP-18' | 'WKSP-19' | 'WKSP-20' | 'WKSP-21' | 'WKSP-22' | 'WKSP-23' | 'WKSP-24' | 'WKSP-25' | 'WKSP-26' | 'WKSP-27' | 'WKSP-28' | 'WKSP-29'
  | 'STOR-01' | 'STOR-02' | 'STOR-03' | 'STOR-04' | 'STOR-05' | 'STOR-06' | 'STOR-07' | 'STOR-08' | 'STOR-09' | 'STOR-10' | 'STOR-11' | 'STOR-12' | 'STOR-13' | 'STOR-14' | 'STOR-15' | 'STOR-16' | 'STOR-17' | 'STOR-18' | 'STOR-19' | 'STOR-20' | 'STOR-21' | 'STOR-22' | 'STOR-23' | 'STOR-24' | 'STOR-25' | 'STOR-26' | 'STOR-27' | 'STOR-28' | 'STOR-29' | 'STOR-30' | 'STOR-31' | 'STOR-32' | 'STOR-33' | 'STOR-34' | 'STOR-35' | 'STOR-36' | 'STOR-37' | 'STOR-38' | 'STOR-39' | 'STOR-40' | 'STOR-41'
  | 'KV-01' | 'KV-02' | 'KV-03' | 'KV-04' | 'KV-05' | 'KV-06' | 'KV-07' | 'KV-08' | 'KV-09' | 'KV-10' | 'KV-11' | 'KV-12' | 'KV-13' | 'KV-14' | 'KV-15' | 'KV-16' | 'KV-17'
  | 'ACR-01' | 'ACR-02' | 'ACR-03' | 'ACR-04' | 'ACR-05' | 'ACR-06' | 'ACR-07' | 'ACR-08' | 'ACR-09' | 'ACR-10' | 'ACR-11' | 'ACR-12' | 'ACR-13' | 'ACR-14' | 'ACR-15' | 'ACR-16' | 'ACR-17' | 'ACR-18' | 'ACR-19' | 'ACR-20' | 'ACR-21' | 'ACR-22' | 'ACR-23' | 'ACR-24' | 'ACR-25' | 'ACR-26' | 'ACR-27' | 'ACR-28' | 'ACR-29' | 'ACR-30' | 'ACR-31'
  | 'DATA-01' | 'DATA-02' | 'DATA-03' | 'DATA-04' | 'DATA-05' | 'DATA-06' | 'DATA-07' | 'DATA-08' | 'DATA-09' | 'DATA-10' | 'DATA-11' | 'DATA-12' | 'DATA-13' | 'DATA-14' | 'DATA-15' | 'DATA-16' | 'DATA-17' | 'DATA-18' | 'DATA-19' | 'DATA-20' | 'DATA-21'
  | 'MON-01' | 'MON-02' | 'MON-03' | 'MON-04' | 'MON-05' | 'MON-06' | 'MON-07' | 'MON-08' | 'MON-09' | 'MON-10' | 'MON-11' | 'MON-12' | 'MON-13' | 'MON-14' | 'MON-15' | 'MON-16' | 'MON-17' | 'MON-18' | 'MON-19' | 'MON-20' | 'MON-21' | 'MON-22' | 'MON-23' | 'MON-24'
  | 'CONN-01' | 'CONN-02' | 'CONN-03' | 'CONN-04' | 'CONN-05' | 'CONN-06' | 'CONN-07' | 'CONN-08' | 'CONN-09' | 'CONN-10' | 'CONN-11' | 'CONN-12' | 'CONN-13' | 'CONN-14' | 'CONN-15' | 'CONN-16' | 'CONN-17' | 'CONN-18' | 'CONN-19' | 'CONN-20' | 'CONN-21' | 'CONN-22' | 'CONN-23'
  | 'NET-01' | 'NET-02' | 'NET-03' | 'NET-04' | 'NET-05' | 'NET-06' | 'NET-07' | 'NET-08' | 'NET-09' | 'NET-10' | 'NET-11' | 'NET-12' | 'NET-13' | 'NET-14' | 'NET-15' | 'NET-16' | 'NET-17' | 'NET-18' | 'NET-19' | 'NET-20' | 'NET-21' | 'NET-22' | 'NET-23' | 'NET-24' | 'NET-25' | 'NET-26' | 'NET-27' | 'NET-28' | 'NET-29' | 'NET-30' | 'NET-31' | 'NET-32' | 'NET-33' | 'NET-34' | 'NET-35' | 'NET-36' | 'NET-37' | 'NET-38' | 'NET-39'
  | 'DIAG-01' | 'DIAG-02' | 'DIAG-03' | 'DIAG-04' | 'DIAG-05' | 'DIAG-06' | 'DIAG-07' | 'DIAG-08' | 'DIAG-09'

/** A section of the catalogue: the prefix of its ids. */
export type RequirementSection = 'PRE' | 'ADDR' | 'WKSP' | 'STOR' | 'KV' | 'ACR' | 'DATA' | 'MON' | 'CONN' | 'NET' | 'DIAG'

/** One line of the catalogue, as the document words it. */
export interface Requirement {
  readonly text: string
  /** The ARM type and property, or the call, that shows the state. */
  readonly check: string
  readonly when: string
  /** The document's own word: E, W or I, often with a condition. */
  readonly severity: string
  /** The level where the severity has no condition. */
  readonly level: 'must' | 'should' | 'info' | 'conditional'
  readonly remedy: string
  /** Keys of `facts/sources.ts` and issue numbers; a trailing `+` marks what goes beyond the article. */
  readonly source: string
  readonly section: RequirementSection
}

/** The catalogue. */
export const requirements = catalogue as Readonly<Record<RequirementId, Requirement>>
