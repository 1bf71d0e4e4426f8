import { stopRunningCloud } from "../../localcloud/client";
import type { Command } from "../command";
import { folderOfRuns } from "./folder-of-runs";

/** `proofpix stop`: as `npm run stop`, in a project that installed the package. */
export const stop: Command = {
  help: {
    summary: "Ends everything that runs in the local cloud; what is deployed stays.",
    usage: ["proofpix stop"],
    details: ["The next proofpix local has it there again."],
    examples: [["proofpix stop", "ends what proofpix local --run left running"]],
  },
  run: async ({ root, report }) => {
    const stopped = await stopRunningCloud(folderOfRuns(root).cloud);
    report(
      stopped
        ? "everything that ran in the local cloud has ended; what is deployed stays"
        : "nothing runs in the local cloud",
    );
    return 0;
  },
};
