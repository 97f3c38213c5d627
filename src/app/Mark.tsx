/** The mark: a ring around what it protects. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d="M16.2 5.6A8 8 0 1 0 16.2 14.4" fill="none" stroke="currentColor" strokeWidth="2.6" />
      <circle cx="10" cy="10" r="3" fill="var(--colorCompoundBrandBackground)" />
    </svg>
  )
}
