import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const COMPONENTS = join(__dirname, "../../components");

/** Types with an input that holds a component's name and that AWS can't change (terraform-provider-aws, `ForceNew`). */
const TYPES = [
  { created: "new aws.ec2.SecurityGroup(", input: "description" },
  { created: "new aws.rds.ParameterGroup(", input: "description" },
  { created: "new aws.rds.ClusterParameterGroup(", input: "description" },
  { created: "new aws.elasticache.ParameterGroup(", input: "description" },
  { created: "new aws.cloudwatch.LogGroup(", input: "name" },
  { created: "new aws.ecs.TaskDefinition(", input: "family" },
];

/** Those whose names have to be what AWS itself calls the group of a database or a proxy. */
const NAMED_BY_AWS = ["database-proxy/proxy.ts", "database/log-groups.ts"];

const SOURCES = readdirSync(COMPONENTS, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(COMPONENTS, file), "utf8") }));

describe("what a component's new name would replace", () => {
  it.each(TYPES)("keeps its $input, or has one without the name: $created…", ({ created, input }) => {
    const creating = SOURCES.filter(({ text }) => text.includes(created));
    const wrong = creating.filter(({ file, text }) => {
      if (input === "name" && NAMED_BY_AWS.includes(file)) return false;
      const isPlain = new RegExp(`${input}: "`).test(text) && !new RegExp(`${input}: \``).test(text);
      return !isPlain && !/keepingInputs\((?:\["(?:name|description|family)"\]|kept), /.test(text);
    });

    expect(creating).not.toEqual([]);
    expect(wrong.map(({ file }) => file)).toEqual([]);
  });

  it("has no name in its description", () => {
    const described = SOURCES.filter(({ text }) =>
      /new aws\.(?:ec2\.SecurityGroup|rds\.\w*ParameterGroup)\(/.test(text),
    );

    expect(described.flatMap(({ text }) => [...text.matchAll(/description: `[^`]*\$\{[^`]*\bname\}[^`]*`/g)])).toEqual(
      [],
    );
  });
});
