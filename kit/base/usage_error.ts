/**
 * @module
 */

/**
 * Signals wrong usage or a broken installation: the command line prints the message without a stack, and exits with 2.
 */
export class UsageError extends Error {}
