/** Faults as data (fault-catalogue.md): which, when, how often. */

/** The faults that can be switched on. F17 happens in the browser alone; F24 to F42 and F53 need writes. */
export type FaultId =
  | 'F01' | 'F02' | 'F03' | 'F04' | 'F05' | 'F06' | 'F07' | 'F08' | 'F09' | 'F10' | 'F11' | 'F12' | 'F13' | 'F14' | 'F15' | 'F16' | 'F18' | 'F19' | 'F20' | 'F21' | 'F22' | 'F23'
  | 'F43' | 'F44' | 'F45' | 'F46' | 'F47' | 'F48' | 'F49' | 'F50' | 'F51' | 'F52' | 'F54' | 'F55' | 'F56'

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
  /** The resource, group or policy that the fault names. */
  readonly name?: string
}
