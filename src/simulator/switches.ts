/** Faults as data (fault-catalogue.md): which, when, how often. */
import type { Json } from '../base/json.ts'

/**
 * The faults that can be switched on. What the catalogue lists beside them is no switch: F17 and F85 to F90 happen in the browser alone; F24, F25 and F27 are how the
 * services answer anyway; F58, F61 to F63, F69 to F72 and F96 are how the world behaves; F59 and F60 are what `cloud.reaches` tells; F79 to F84 are bodies and links of a world.
 */
export type FaultId =
  | 'F01' | 'F02' | 'F03' | 'F04' | 'F05' | 'F06' | 'F07' | 'F08' | 'F09' | 'F10' | 'F11' | 'F12' | 'F13' | 'F14' | 'F15' | 'F16' | 'F18' | 'F19' | 'F20' | 'F21' | 'F22' | 'F23'
  | 'F26' | 'F28' | 'F29' | 'F30' | 'F31' | 'F32' | 'F33' | 'F34' | 'F35' | 'F36' | 'F37' | 'F38' | 'F39' | 'F40' | 'F41' | 'F42'
  | 'F43' | 'F44' | 'F45' | 'F46' | 'F47' | 'F48' | 'F49' | 'F50' | 'F51' | 'F52' | 'F53' | 'F54' | 'F55' | 'F56'
  | 'F57' | 'F64' | 'F65' | 'F66' | 'F67' | 'F68' | 'F73' | 'F74' | 'F75' | 'F76' | 'F77' | 'F78' | 'F91' | 'F92' | 'F93' | 'F94' | 'F95'

/** Which requests a fault is about; what is left out does not matter. */
export interface Match {
  readonly method?: string
  /** A part of the path, in any case. */
  readonly path?: string
  /** The first matching request that is struck, counted from 1; 1 when left out. */
  readonly nth?: number
  /** How many are struck; 1 when left out. */
  readonly times?: number | 'always'
}

/** A fault that is switched on. `variant` chooses among the forms that the catalogue lists; `seconds` is what the fault tells to wait. */
export interface Switch {
  readonly fault: FaultId
  readonly on?: Match
  readonly variant?: string
  readonly seconds?: number
  /** The resource, group, policy, property or code that the fault names. */
  readonly name?: string
  /** What the property has instead (F34, F53), or what somebody else writes (F42). */
  readonly value?: Json
  /** A write whose answer is lost (F01 to F06) is carried out in half of the seeds; the variant `applied` carries it out always. */
  readonly seed?: number
}
