/**
 * Something the operator of the command line must mend: what, where, what to do. Shown as one line,
 * exit code 2. Programmer errors stay ordinary errors and crash.
 */
export class Failure extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
  }
}
