// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** VM sizes that are no CPU sizes, as a pattern with flags (A, GPU): not a CPU size: cannot be the image-build cluster. */
export const gpuVmSizes = { pattern: '^Standard_N', flags: 'i' } as const
