/** The version of this program, as reports and the command line say it. */
export const version = '0.1.0'
