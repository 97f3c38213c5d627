/** Whether this is the build of the local demo (vite.config.ts): the only one that takes `demo` and http addresses in its configuration. */
declare const __RINGFENCE_DEMO__: boolean
