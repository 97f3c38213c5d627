/** The words of the status vocabulary (screens.md): each has one icon and one colour. */
export type StatusWord = 'must' | 'should' | 'info' | 'unknown' | 'unread' | 'kept' | 'needed' | 'open' | 'closed'
