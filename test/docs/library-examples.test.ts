import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { seededResources } from "../../localcloud/seed/resources";
import { RULES } from "../../policies/rules";
import { projectRoot } from "../../tools/shared/project-root";
import { deployedResources } from "../policies/support/checkpoint";
import { judgePack } from "../policies/support/judge-pack";
import { deployLocally, type LocalDeployment } from "../support/local-deployment";

const ROOT = projectRoot(__dirname);

/** What the examples suppose to be there: a hosted zone, and images in a registry that lets everybody in. */
const SUPPOSED = seededResources(
  {
    hostedZones: [{ id: "ZEXAMPLE", name: "example.com" }],
    secrets: [],
    registries: [
      {
        host: "registry.example.com",
        repositories: [
          { path: "shop", tags: ["1.4.2"] },
          { path: "admin", tags: ["2.0.1"] },
        ],
      },
    ],
  },
  "123456789012",
);

/** The first examples of a page, from a heading on. */
function examplesOf(page: string, heading: string, count: number): string[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  const section = text.slice(text.indexOf(heading));
  return [...section.matchAll(/^```ts\n(.*?)^```$/gms)].slice(0, count).map(([, code = ""]) => code);
}

/** Runs an example as the program of a user, whose package is this checkout. */
async function deployed(example: string): Promise<LocalDeployment> {
  const parent = join(ROOT, ".local", "examples");
  mkdirSync(parent, { recursive: true });
  const directory = mkdtempSync(join(parent, "example-"));
  const program = join(directory, "program.ts");
  writeFileSync(program, example.replaceAll("proofpix-infrastructure/components", join(ROOT, "components")));
  try {
    return await deployLocally(() => import(program), SUPPOSED);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function count({ held }: LocalDeployment, type: string): number {
  return held.filter((resource) => resource.type === type).length;
}

/** What rules that stop a deployment of production say. */
async function stopsOf({ resources }: LocalDeployment): Promise<Readonly<Record<string, readonly string[]>>> {
  const objections = await judgePack(RULES, deployedResources(resources), "production");
  const isMandatory = (name: string): boolean =>
    RULES.some((rule) => rule.name === name && rule.levels.production === "mandatory");
  return Object.fromEntries(Object.entries(objections).filter(([name]) => isMandatory(name)));
}

/** The examples with which users of the library begin, deployed into a local cloud as they stand there. */
describe("an example for users of the library", () => {
  const [readme = ""] = examplesOf("README.md", "## Using it as a library", 1);
  const [least = "", parts = "", production = ""] = examplesOf("docs/components/web-service.md", "# WebService", 3);

  it("is the same in the README as on the page, and takes three inputs", () => {
    expect(readme).toBe(least);
    expect(readme.match(/^ {2}\w+:/gm)).toEqual(["  image:", "  domain:", "  availabilityZones:"]);
  });

  it("deploys as it stands there: one service behind one load balancer", async () => {
    const deployment = await deployed(readme);

    expect(deployment.refusals).toEqual([]);
    expect(count(deployment, "aws:ecs/service:Service")).toBe(1);
    expect(count(deployment, "aws:lb/loadBalancer:LoadBalancer")).toBe(1);
  });

  it("deploys a second service among the parts of the first", async () => {
    const deployment = await deployed(parts);

    expect(deployment.refusals).toEqual([]);
    expect(count(deployment, "aws:ecs/service:Service")).toBe(2);
    expect(count(deployment, "aws:ecs/cluster:Cluster")).toBe(1);
    expect(count(deployment, "aws:ec2/vpc:Vpc")).toBe(1);
  });

  it("is one for production, which no policy stops", async () => {
    const deployment = await deployed(production);

    expect(deployment.refusals).toEqual([]);
    expect(await stopsOf(deployment)).toEqual({});
  });
});
