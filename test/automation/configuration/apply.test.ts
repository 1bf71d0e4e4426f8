import { applyConfiguration } from "../../../automation/configuration/apply";
import { writtenConfigurationOf } from "../../../automation/configuration/validation";
import { entriesOf } from "../../../automation/configuration/entries";
import type { DeploymentRequest } from "../../../automation/pipeline/request";
import { fakeContext, MemoryFile } from "../support/context";
import { record } from "../support/history-samples";

const BEFORE = "config:\n  proofpix:image: old # why\n";
const AFTER = "config:\n  proofpix:image: new # why\n";
const PROBLEMS = [
  { key: "proofpix:image", reason: "must be an image" },
  { key: "proofpix:region", reason: "is missing" },
];

describe("applyConfiguration", () => {
  it("deploys a valid text, and leaves the writing to the deployment", async () => {
    const configurationFile = new MemoryFile(BEFORE);
    const asked: DeploymentRequest[] = [];
    const deployment = record({ id: "20261101-120000-0001", kind: "configure" });
    const deploy = (request: DeploymentRequest) => {
      asked.push(request);
      return Promise.resolve(deployment);
    };

    const applied = await applyConfiguration(
      AFTER,
      { kind: "configure", reason: "newer" },
      { validate: () => [], deploy },
      fakeContext({ configurationFile }),
    );

    expect(asked).toEqual([{ kind: "configure", reason: "newer", configurationText: AFTER }]);
    expect(configurationFile.text).toBe(BEFORE);
    expect(applied).toEqual({
      differences: [{ key: "proofpix:image", change: "changed", before: "old", after: "new", isSecret: false }],
      deployment,
    });
  });

  it("only writes the file where it isn't to be deployed, and says so", async () => {
    const context = fakeContext({ configurationFile: new MemoryFile(BEFORE) });

    const { deployment } = await applyConfiguration(AFTER, {}, { validate: () => [], deploy: undefined }, context);

    expect(deployment).toBeUndefined();
    expect(context.configurationFile.text).toBe(AFTER);
    expect(context.events).toEqual([{ code: "configuration-written", file: "Pulumi.staging.yaml" }]);
  });

  it.each([true, false])(
    "refuses a text with every problem at once, and writes and deploys nothing (deploys: %s)",
    async (deploys) => {
      const context = fakeContext({ configurationFile: new MemoryFile(BEFORE) });
      const deploy = deploys ? () => Promise.reject(new Error("deployed")) : undefined;

      const applied = applyConfiguration(AFTER, {}, { validate: () => PROBLEMS, deploy }, context);

      await expect(applied).rejects.toMatchObject({
        code: "configuration-invalid",
        isRefusal: true,
        message: [
          "the configuration of staging would have 2 problems; nothing was written:",
          "  - proofpix:image: must be an image",
          "  - proofpix:region: is missing",
        ].join("\n"),
      });
      expect(context.configurationFile.text).toBe(BEFORE);
      expect(context.events).toEqual([]);
    },
  );

  it("does nothing for the text that is there", async () => {
    const context = fakeContext({ configurationFile: new MemoryFile(BEFORE) });
    const deploy = () => Promise.reject(new Error("deployed"));

    expect(await applyConfiguration(BEFORE, {}, { validate: () => [], deploy }, context)).toEqual({ differences: [] });
  });
});

describe("writtenConfigurationOf", () => {
  it("reads numbers and truth values in quotes as the engine does, which writes them so", () => {
    const text = 'config:\n  proofpix:minInstances: "1"\n  proofpix:autoScale: "false"\n  proofpix:image: a:1\n';

    expect(writtenConfigurationOf(entriesOf(text)).settings).toEqual({
      minInstances: 1,
      autoScale: false,
      image: "a:1",
    });
  });

  it("gives our keys without their namespace, and names what is encrypted, in part too, and what is of others", () => {
    const text = [
      "config:",
      "  proofpix:minInstances: 1",
      "  proofpix:tags:",
      "    Owner:",
      "      secure: v1:x",
      "  aws:profile: test",
      "  proofpix-secrets:session-key:",
      "    secure: v1:y",
    ].join("\n");

    expect(writtenConfigurationOf(entriesOf(text))).toEqual({
      settings: { minInstances: 1, tags: { Owner: { secure: "v1:x" } } },
      secretKeys: ["tags", "proofpix-secrets:session-key"],
      foreignKeys: ["aws:profile", "proofpix-secrets:session-key"],
    });
  });
});
