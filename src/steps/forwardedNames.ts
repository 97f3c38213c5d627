import type { Estate } from '../estate/estate.ts'
import { forwarders, isEndpointGroup } from '../facts/ask.ts'
import { ownEndpoints } from './concerned.ts'

/** The public names that DNS servers of one's own forward to Azure, for everything that has an endpoint here: the privatelink names do not work (WKSP-16, WKSP-17, gaps 51). */
export const forwardedNames = (estate: Estate): readonly string[] =>
  [...new Set(ownEndpoints(estate).flatMap(({ groups }) => groups.filter(isEndpointGroup)).flatMap((group) => forwarders(group, estate.cloud)))].sort()
