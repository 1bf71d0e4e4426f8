import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { FileDeploymentStore } from "../../../automation/records/file-deployment-store";
import { temporaryDirectory } from "../../support/temporary-directory";
import { deployed } from "../support/records";

describe("records in files", () => {
  it("know the environments that have any", async () => {
    const directory = temporaryDirectory();
    const store = new FileDeploymentStore({ directory });
    for (const environment of ["staging", "development"]) await store.save(deployed(1, { environment }));
    mkdirSync(join(directory, "claimed-only"));

    expect(await store.environments()).toEqual(["development", "staging"]);
  });

  it("know none before the first", async () => {
    const store = new FileDeploymentStore({ directory: join(temporaryDirectory(), "none") });

    expect(await store.environments()).toEqual([]);
    expect(await store.list("staging")).toEqual({ records: [], damaged: [] });
  });
});
