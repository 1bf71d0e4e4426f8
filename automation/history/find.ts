import { DeploymentProblem } from "../model/problem";
import { nameOf, type Release } from "./release";

/** Fewest characters of an id that stand for the whole. */
const SHORTEST_PART = 4;

const MOST_NAMED = 5;

/**
 * The release that a name means: the id of a deployment, the beginning or the end of one, the number of an update in
 * Pulumi's history, or `latest`.
 * @throws {DeploymentProblem} `no-such-deployment`, naming the newest ones, or those that the name may mean.
 */
export function findRelease(releases: readonly Release[], name: string): Release {
  const [newest] = releases;
  if (name === "latest" && newest !== undefined) return newest;
  const exact = releases.find(({ record }) => record?.id === name) ?? withVersion(releases, name);
  if (exact !== undefined) return exact;
  return onlyOne(withPart(releases, name), name, releases);
}

function withPart(releases: readonly Release[], name: string): readonly Release[] {
  return name.length < SHORTEST_PART ? [] : releases.filter(({ record }) => isPartOf(record?.id, name));
}

function onlyOne(meant: readonly Release[], name: string, releases: readonly Release[]): Release {
  const [first, ...others] = meant;
  if (first === undefined) throw noSuchRelease(name, releases, false);
  if (others.length > 0) throw noSuchRelease(name, meant, true);
  return first;
}

function withVersion(releases: readonly Release[], name: string): Release | undefined {
  const [, version] = /^(?:#|update )?(\d{1,7})$/.exec(name) ?? [];
  return releases.find(({ updates }) => updates.some((update) => String(update.version) === version));
}

function isPartOf(id: string | undefined, name: string): boolean {
  return id !== undefined && (id.startsWith(name) || id.endsWith(name));
}

function noSuchRelease(name: string, known: readonly Release[], isAmbiguous: boolean): DeploymentProblem {
  const names = known.slice(0, MOST_NAMED).map(nameOf).join(", ");
  if (isAmbiguous) {
    return new DeploymentProblem(
      "no-such-deployment",
      `"${name}" may mean several deployments: ${names}`,
      "Write more of the id.",
    );
  }
  return new DeploymentProblem(
    "no-such-deployment",
    `there is no deployment "${name}"`,
    names === "" ? "Nothing was deployed yet." : `The newest are ${names}; the history lists all.`,
  );
}
