import { bareAccount } from "../../localcloud/seed/account";
import { serve } from "../../localcloud/server";
import { describeFailure } from "../../tools/shared/failure.cjs";

/** The local cloud of a project that installed the package: its folder is the first argument. */
serve(process.argv[2] ?? "", bareAccount()).then(
  () => process.stdout.write("ready\n"),
  (error: unknown) => {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exit(1);
  },
);
