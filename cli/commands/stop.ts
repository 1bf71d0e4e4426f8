import { stopRunningCloud } from "../../localcloud/client";
import type { Command } from "../command";
import { localPaths } from "../local/paths";

export const command: Command = {
  help: {
    summary: "Ends everything that runs in the local cloud; what is deployed stays.",
    usage: ["npm run stop"],
    details: ["The next npm run up or npm run live has it run again."],
    examples: [["npm run stop", "ends the services that npm run up left running"]],
  },
  run: async ({ root, report }) => {
    const stopped = await stopRunningCloud(localPaths(root).cloud);
    report(
      stopped
        ? "everything that ran in the local cloud has ended; what is deployed stays"
        : "nothing runs in the local cloud",
    );
    return 0;
  },
};
