import { UserError } from "../tools/shared/user-error";

/** A command line that can't be followed; exit code 2. */
export class UsageError extends UserError {}
