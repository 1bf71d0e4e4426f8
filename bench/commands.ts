import { Rehearsal } from "../test/support/rehearsal";
import { withCheckout, type Checkout } from "./checkout";
import { measure, measureRun, mediansOf, type Measured } from "./measure";
import { withProgram } from "./scratch-project";

const ENVIRONMENT = "production";

/** What is measured is the deployment: what it then has run is another part's. */
const ONLY_DEPLOYS = { LOCALCLOUD_RUN: "no" };

/**
 * The commands that people run, and the parts of which each consists. Nothing has changed since the environment was
 * deployed.
 */
export interface CommandFigures {
  /** `pulumi preview` of a program that does nothing. */
  readonly empty: Measured;
  /** `pulumi preview` with the local cloud up, and without policies. */
  readonly plain: Measured;
  /** `npm run preview`, which starts the local cloud and runs the policy pack. */
  readonly preview: Measured;
  /** `npm run up`, which previews first. */
  readonly up: Measured;
}

/**
 * Measures production. The commands take turns, so that other work on the machine slows all of them alike and the
 * ratios hold.
 */
export function measureCommands(root: string, runs: number, progress: (what: string) => void): Promise<CommandFigures> {
  progress("commands");
  return withProgram(root, "", (empty) =>
    withDeployed((plain) =>
      withCheckout(root, async (checkout) => {
        await checkout.succeed("up", [ENVIRONMENT], ONLY_DEPLOYS);
        return mediansOf(runs, {
          empty: () => measure(empty, ["preview", "--stack", "development"]),
          plain: () => measure(plain, ["preview", "--stack", ENVIRONMENT]),
          preview: () => measureCommand(checkout, "preview"),
          up: () => measureCommand(checkout, "up"),
        });
      }),
    ),
  );
}

function measureCommand(checkout: Checkout, command: string): Promise<Measured> {
  return measureRun(`npm run ${command}`, () => checkout.start(command, [ENVIRONMENT], ONLY_DEPLOYS));
}

async function withDeployed<T>(use: (rehearsal: Rehearsal) => Promise<T>): Promise<T> {
  const rehearsal = await Rehearsal.begin();
  try {
    await rehearsal.succeed("stack", "init", ENVIRONMENT);
    await rehearsal.deploy(ENVIRONMENT);
    return await use(rehearsal);
  } finally {
    await rehearsal.end();
  }
}
