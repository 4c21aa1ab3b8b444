/** An error for people: one line that says what to do. Everything else that is thrown is a bug and keeps its stack. */
export abstract class UserError extends Error {}

/** The command line asks for something that cannot be done. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}

/** A file the project keeps for us (config, baseline) does not say what it may say. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';
}
