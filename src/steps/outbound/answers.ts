import { z } from 'zod'
import { textBy } from '../parsed.ts'
import { fieldWords } from './messages.en.ts'

/** The package sources that are offered, in their order. */
export const packageNames = ['python', 'r', 'pytorch', 'tensorflow', 'vscode'] as const

/** Reads the private address of a firewall. */
export const addressBy = textBy(z.ipv4(), fieldWords.addressFault)
