/** The day in this browser's zone, as risks are judged by: `YYYY-MM-DD`. */
export const today = (now = new Date()): string => [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-')

/** A day later or earlier. */
export const dayAfter = (days: number, from = new Date()): string => today(new Date(from.getFullYear(), from.getMonth(), from.getDate() + days))
