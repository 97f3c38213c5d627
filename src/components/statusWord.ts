/** The words of the status vocabulary: each has one icon and one colour. */
export type StatusWord = 'must' | 'should' | 'info' | 'unknown' | 'unread' | 'kept' | 'needed' | 'open' | 'closed'
