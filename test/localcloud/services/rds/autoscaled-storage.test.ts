import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { Properties } from "../../../../localcloud/model/values";
import { encode } from "../../../../localcloud/provider/codec";
import { answer, served } from "../../support/served-provider";
import { INSTANCE } from "./databases";

/** Inputs that the provider would change, of a program that asks for less storage than there is. */
async function changesOf(after: Properties): Promise<string[]> {
  const { connect } = await served();
  const request = new provider.DiffRequest()
    .setType(INSTANCE)
    .setId("db-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    .setOldInputs(encode({ ...after, allocatedStorage: 150 }))
    .setNews(encode(after));
  const response = await answer<provider.DiffResponse>((done) => connect().diff(request, done));
  return response.getDiffsList();
}

describe("storage that autoscaling has raised", () => {
  it("is left alone", async () => {
    expect(await changesOf({ allocatedStorage: 100, maxAllocatedStorage: 500 })).toEqual([]);
  });

  it("is asked back, which AWS refuses, where autoscaling is off", async () => {
    expect(await changesOf({ allocatedStorage: 100 })).toEqual(["allocatedStorage"]);
  });
});
