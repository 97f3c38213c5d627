import { z } from 'zod'

/** The administrator has not said; the value of every question that nobody answered. */
export const notSaid = z.literal('undecided')
