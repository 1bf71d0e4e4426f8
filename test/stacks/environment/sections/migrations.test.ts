import { MIGRATION_RUN } from "../../../../components/database-migration/provider/inputs";
import { parseConfiguration } from "../../../../stacks/environment/configuration";
import type { Registered } from "../../../support/deploy";
import { deployEnvironment, DIGEST } from "../../deployed";
import { MINIMAL, refused } from "../../example-settings";

const MIGRATION = "proofpix:database-migration:DatabaseMigration";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const COMMANDS = { command: ["node", "dist/migrate.js"], roleCommand: ["node", "dist/migration-role.js"] };
const DATABASE = { instanceClass: "db.t4g.micro", storage: { size: "20Gi" }, multiAz: false };

/** Settings of one service that uses a database and migrates it. */
function settings(migration: object = {}, service: object = {}): Record<string, unknown> & { services: object[] } {
  const enterprise = { name: "enterprise", uses: ["database"], migration: { ...COMMANDS, ...migration }, ...service };
  return { ...MINIMAL, database: DATABASE, services: [enterprise] };
}

async function deployed(written: Record<string, unknown>, environment = "staging") {
  const { resources, outputs } = await deployEnvironment(parseConfiguration(written, environment));
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const [run] = of(MIGRATION_RUN);
  return { resources, outputs, of, run };
}

function definitionOf(resources: readonly Registered[], name: string) {
  const found = resources.find((resource) => resource.type === TASK_DEFINITION && resource.name === name);
  return { inputs: found?.inputs, containers: JSON.parse(String(found?.inputs.containerDefinitions)) as object[] };
}

describe("a migration", () => {
  it("is none unless it is configured", async () => {
    const { of, outputs } = await deployed(settings({}, { migration: undefined }));

    expect([of(MIGRATION), of(MIGRATION_RUN)]).toEqual([[], []]);
    expect(outputs).not.toHaveProperty("migrationTasks");
    expect(outputs).not.toHaveProperty("irreversibleMigrations");
  });

  it("runs the service's image by its digest, on the database itself, and is told in the outputs", async () => {
    const { of, run, outputs } = await deployed(settings());

    expect(of(MIGRATION).map(({ name }) => name)).toEqual(["proofpix-staging-enterprise-migration"]);
    expect(run?.inputs).toMatchObject({
      image: expect.stringContaining(`@${DIGEST}`) as unknown,
      command: COMMANDS.command,
      timeoutSeconds: 900,
      logGroupName: "/ecs/proofpix-staging-enterprise-migration",
    });
    expect(Object.keys(outputs.migrationTasks ?? {})).toEqual(["enterprise"]);
    expect(outputs.irreversibleMigrations).toEqual([]);
  });

  it("comes before each service that uses the database, whichever service brings it", async () => {
    const worker = { name: "worker", worker: true, uses: ["database"] };
    const { resources } = await deployed({ ...settings(), services: [...settings().services, worker] });
    const place = (type: string, name: string): number =>
      resources.findIndex((resource) => resource.type === type && resource.name === name);
    const run = place(MIGRATION_RUN, "proofpix-staging-enterprise-migration");

    expect(run).toBeGreaterThan(place("aws:rds/instance:Instance", "proofpix-staging-database"));
    for (const name of ["proofpix-staging-enterprise", "proofpix-staging-worker"]) {
      expect(place(TASK_DEFINITION, name)).toBeGreaterThan(run);
      expect(place("aws:ecs/service:Service", name)).toBeGreaterThan(run);
    }
  });

  it("reaches the primary past a proxy, whose connections its locks would hold", async () => {
    const proxied = { ...settings(), database: { ...DATABASE, proxy: {} } };
    const { resources, run } = await deployed(proxied);
    const { containers } = definitionOf(resources, "proofpix-staging-enterprise-migration");

    expect(String(run?.inputs.databaseHost)).not.toContain("proxy");
    const host = { name: "DATABASE_HOST", value: run?.inputs.databaseHost };
    expect(containers).toEqual([
      expect.objectContaining({ environment: expect.arrayContaining([host]) as unknown }),
      expect.objectContaining({ environment: expect.arrayContaining([host]) as unknown }),
    ]);
    expect(JSON.stringify(containers)).not.toContain("DATABASE_SECRET_ARN");
  });

  it("has the service's variables and the sizes, times and names that are configured", async () => {
    const migration = { cpu: "1000m", memory: "2Gi", timeout: "1h", username: "schema_owner" };
    const { resources, run } = await deployed(settings(migration, { environment: { LOG_LEVEL: "debug" } }));
    const { inputs, containers } = definitionOf(resources, "proofpix-staging-enterprise-migration");

    expect(inputs).toMatchObject({ cpu: "1024", memory: "2048" });
    expect(run?.inputs.timeoutSeconds).toBe(3600);
    expect(JSON.stringify(containers)).toContain('{"name":"LOG_LEVEL","value":"debug"}');
  });

  it("is protected in production with its secret and its log", async () => {
    const { resources } = await deployed(settings(), "production");
    const own = resources.filter(({ name, type }) => name.endsWith("enterprise-migration") && type.startsWith("aws:"));

    expect(
      own
        .filter((each) => each.protect)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["aws:cloudwatch/logGroup:LogGroup", "aws:secretsmanager/secret:Secret"]);
  });

  it("that forbids to go back is told in the outputs", async () => {
    const { outputs } = await deployed(settings({ irreversible: true }));

    expect(outputs.irreversibleMigrations).toEqual(["enterprise"]);
  });
});

describe("a migration is refused", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["without a database that the service uses", settings({}, { uses: [] }), "services[0].migration"],
    ["without a command", settings({ command: undefined }), "services[0].migration.command"],
    ["without what makes the role", settings({ roleCommand: undefined }), "services[0].migration.roleCommand"],
    ["with a role that PostgreSQL has already", settings({ username: "postgres" }), "services[0].migration.username"],
    ["with the role of services", settings({ username: "service" }), "services[0].migration.username"],
    ["with a pair that Fargate doesn't have", settings({ memory: "8Gi" }), "services[0].migration.memory"],
    ["with a time limit of a second", settings({ timeout: "1s" }), "services[0].migration.timeout"],
    ["with an unknown key", settings({ comand: ["node"] }), "services[0].migration.comand"],
  ])("%s", (_, written, key) => {
    expect(Object.keys(refused(written))).toEqual([`proofpix:${key}`]);
  });

  it("where another service would have its names", () => {
    const written = settings();
    const services = [...written.services, { name: "enterprise-migration", worker: true }];

    expect(refused({ ...written, services })).toEqual({
      "proofpix:services[1].name": expect.stringContaining('the migration of "enterprise"') as unknown,
    });
  });
});
