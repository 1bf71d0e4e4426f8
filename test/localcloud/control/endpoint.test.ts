import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readEndpoint, removeEndpoint, writeEndpoint } from "../../../localcloud/control/endpoint";
import { temporaryDirectory } from "../../support/temporary-directory";

const ENDPOINT = { pid: 1, controlUrl: "http://127.0.0.1:1", providers: "aws:2" };

describe("the endpoint file", () => {
  it("says where the server is, until it is removed", () => {
    const directory = temporaryDirectory();
    expect(readEndpoint(directory)).toBeUndefined();

    writeEndpoint(directory, ENDPOINT);
    expect(readEndpoint(directory)).toEqual(ENDPOINT);
    expect(readdirSync(directory)).toEqual(["endpoint.json"]);
    removeEndpoint(directory);
    removeEndpoint(directory);
    expect(readEndpoint(directory)).toBeUndefined();
  });

  it.each(["", "{", "null", "[]", '{"pid": 1}'])("says nothing when it is damaged (%j)", (content) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, "endpoint.json"), content);

    expect(readEndpoint(directory)).toBeUndefined();
  });
});
