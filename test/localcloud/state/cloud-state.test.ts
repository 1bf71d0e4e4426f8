import fs from "node:fs";
import { CloudState } from "../../../localcloud/state/cloud-state";
import { temporaryDirectory } from "../../support/temporary-directory";

const RESOURCE = { type: "a:b:C", id: "1", region: "", urn: "urn", inputs: { size: 1 }, computed: {} };

afterEach(() => {
  jest.restoreAllMocks();
});

describe("CloudState", () => {
  it("finds resources by type and id, in order of creation, also after it was opened anew", () => {
    const directory = temporaryDirectory();
    const state = CloudState.open(directory);
    state.put(RESOURCE, { ...RESOURCE, id: "2" });
    state.put({ ...RESOURCE, inputs: { size: 3 } });
    state.put({ ...RESOURCE, type: "a:b:D" });
    state.remove({ ...RESOURCE, type: "a:b:D" });
    state.close();

    for (const opened of [state, CloudState.open(directory)]) {
      expect(opened.find("a:b:C", "1")?.inputs).toEqual({ size: 3 });
      expect(opened.find("a:b:D", "1")).toBeUndefined();
      expect(opened.ofType("a:b:C").map(({ id }) => id)).toEqual(["1", "2"]);
      expect(opened.ofType("x:y:Z")).toEqual([]);
      expect(opened.all()).toHaveLength(2);
    }
  });

  it("never shows what could not be written", () => {
    const state = CloudState.open(temporaryDirectory());
    state.put(RESOURCE);
    jest.spyOn(fs, "writeSync").mockImplementation(() => {
      throw new Error("ENOSPC");
    });

    expect(() => {
      state.put({ ...RESOURCE, inputs: { size: 2 } });
    }).toThrow("ENOSPC");
    expect(() => {
      state.put({ ...RESOURCE, id: "2" }, { ...RESOURCE, inputs: { size: 2 } });
    }).toThrow("ENOSPC");
    expect(() => {
      state.remove(RESOURCE);
    }).toThrow("ENOSPC");
    expect(state.all()).toEqual([RESOURCE]);
  });
});
