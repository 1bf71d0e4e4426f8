import * as pulumi from "@pulumi/pulumi";
import { MIGRATION_RUN } from "../../../../components/database-migration/provider/inputs";
import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { all, only, type Registered } from "../../../support/deploy";
import { deployEnvironment } from "../../deployed";
import { MINIMAL } from "../../example-settings";

const CREDENTIALS = "proofpix:database-credentials:ServiceCredentials";
const SECRET = "aws:secretsmanager/secret:Secret";
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const PROXY = "aws:rds/proxy:Proxy";

const NAME = "proofpix-staging-database";
const ADMINISTRATOR = `arn:mock:${NAME}`;
const SERVICE = `arn:mock:${NAME}-service`;
const DATABASE = { instanceClass: "db.t4g.micro", storage: { size: "20Gi" }, multiAz: false };
const MIGRATION = { command: ["node", "dist/migrate.js"], roleCommand: ["node", "dist/migration-role.js"] };
const WORKER = { name: "worker", worker: true, uses: ["database"] };

/** An environment with two services of one database, the first of which may bring migrations. */
async function deployed(migration: object | undefined, database: object = DATABASE, environment = "staging") {
  const services = [{ name: "enterprise", uses: ["database"], migration }, WORKER];
  const { resources } = await deployEnvironment(parseConfiguration({ ...MINIMAL, database, services }, environment));
  return resources;
}

/** Names of resources of a type that mention an ARN as a whole. */
function mentioning(resources: readonly Registered[], type: string, arn: string): string[] {
  const pattern = new RegExp(`${arn}(?![-\\w])`);
  return all(resources, type)
    .filter(({ inputs }) => pattern.test(JSON.stringify(inputs)))
    .map(({ name }) => name)
    .sort();
}

describe("services of a database with migrations", () => {
  it("log in with credentials of their own, and none reads the administrator's any more", async () => {
    const resources = await deployed(MIGRATION);
    const services = ["proofpix-staging-enterprise", "proofpix-staging-worker"];

    expect(mentioning(resources, TASK_DEFINITION, SERVICE)).toEqual([
      "proofpix-staging-enterprise",
      "proofpix-staging-enterprise-migration",
      "proofpix-staging-worker",
    ]);
    expect(mentioning(resources, ROLE_POLICY, SERVICE)).toEqual(services.map((service) => `${service}-task`));
    for (const type of [TASK_DEFINITION, ROLE_POLICY]) {
      expect(mentioning(resources, type, ADMINISTRATOR).filter((name) => !name.includes("-migration"))).toEqual([]);
    }
  });

  it("have their password rotated by the function of the administrator's, once the migration made their role", async () => {
    const resources = await deployed(MIGRATION, { ...DATABASE, rotationDays: 7 });
    const rotations = all(resources, ROTATION);
    const place = (wanted: string) => resources.findIndex(({ urn }) => urn.endsWith(wanted));

    expect(rotations.map(({ inputs }) => inputs.secretId)).toEqual([ADMINISTRATOR, SERVICE]);
    expect(rotations[1]?.inputs).toEqual({
      ...rotations[0]?.inputs,
      secretId: SERVICE,
      rotationRules: { automaticallyAfterDays: 7, duration: "4h" },
    });
    expect(place(`SecretRotation::${NAME}-service`)).toBeGreaterThan(
      place(`${MIGRATION_RUN}::proofpix-staging-enterprise-migration`),
    );
  });

  it("reach a proxy that lets them in, and still tasks from before", async () => {
    const resources = await deployed(MIGRATION, { ...DATABASE, proxy: {} });
    const auths = only(resources, PROXY).inputs.auths as Record<string, unknown>[];

    expect(auths.map(({ secretArn }) => secretArn)).toEqual([ADMINISTRATOR, SERVICE]);
  });

  it("find the password of a restored database written anew", async () => {
    const resources = await deployed(MIGRATION, { ...DATABASE, revision: "restored" });

    expect(resources.map(({ name }) => name)).toContain(`${NAME}-service-service-restored`);
  });

  it("keep their secret in production", async () => {
    const secrets = all(await deployed(MIGRATION, DATABASE, "production"), SECRET);

    expect(secrets.find(({ name }) => name === "proofpix-production-database-service")?.protect).toBe(true);
  });
});

describe("services of a database without a role of their own", () => {
  const warn = jest.spyOn(pulumi.log, "warn");
  beforeEach(() => warn.mockReset().mockResolvedValue(undefined));

  it.each([
    ["without migrations", undefined, []],
    ["whose migration makes none", { ...MIGRATION, serviceRole: false }, ["proofpix-staging-enterprise-migration"]],
  ])("log in as its administrator %s, which is said", async (_, migration, further) => {
    const resources = await deployed(migration, { ...DATABASE, proxy: {} });

    expect(all(resources, CREDENTIALS)).toEqual([]);
    expect(mentioning(resources, TASK_DEFINITION, ADMINISTRATOR)).toEqual([
      "proofpix-staging-enterprise",
      ...further,
      "proofpix-staging-worker",
    ]);
    expect(JSON.stringify(resources)).not.toContain("SERVICE_PASSWORD");
    expect(only(resources, PROXY).inputs.auths).toHaveLength(1);
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining("services log in to the database as its administrator"),
    ]);
  });

  it("are told nothing where none uses the database, or one brings migrations", async () => {
    await deployed(MIGRATION);
    await deployEnvironment(parseConfiguration({ ...MINIMAL, database: DATABASE }, "staging"));

    expect(warn).not.toHaveBeenCalled();
  });
});
