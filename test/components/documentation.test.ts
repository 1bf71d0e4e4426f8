import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { publicMembers } from "../support/public-api";

const COMPONENTS = join(__dirname, "../../components");
const MEMBERS = ["index.ts", "datadog/index.ts"].flatMap((index) => publicMembers(join(COMPONENTS, index)));

const PAGES = join(__dirname, "../../docs/components");

/** The id of a requirement, which means nothing to who uses the library alone. */
const REQUIREMENT = /\b(?:CO|DB|DP|ENV|HC|LB|MO|SC|SE|SH)-\d+\b/;

/** What users read: documentation comments of the sources, and the pages of components. */
const TEXTS = [
  ...files(COMPONENTS, ".ts").map((file) => ({
    file,
    texts: readFileSync(join(COMPONENTS, file), "utf8").match(/\/\*\*.*?\*\//gs) ?? [],
  })),
  ...files(PAGES, ".md").map((file) => ({ file, texts: readFileSync(join(PAGES, file), "utf8").split("\n\n") })),
];

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
}

/** A comment that says more than what happens by default. */
function explains(documentation: string | undefined): boolean {
  const [text = ""] = (documentation ?? "").replaceAll(/^\/\*\*|\*\/$/g, "").split(/@(?:default|deprecated)/);
  return /\w/.test(text);
}

describe("the library's types", () => {
  it("explain each property, but those of one value, and the escape hatch of each child, which its name tells", () => {
    const unexplained = MEMBERS.filter(
      ({ documentation, hasOneValue, owner }) =>
        !explains(documentation) && !hasOneValue && !owner.endsWith("Transforms"),
    );

    expect(unexplained.map(({ owner, name }) => `${owner}.${name}`)).toEqual([]);
  });

  it("say nothing of the project's own requirements, nor do their pages", () => {
    const found = TEXTS.filter(({ texts }) => texts.some((text) => REQUIREMENT.test(text)));

    expect(found.map(({ file }) => file)).toEqual([]);
  });

  it("are found", () => {
    expect(MEMBERS.map(({ owner, name }) => `${owner}.${name}`)).toEqual(
      expect.arrayContaining([
        "Network.vpcId",
        "LoadBalancerArgs.targets",
        "ContainerServiceArgs.image",
        "Datadog.dashboardPath",
      ]),
    );
  });
});
