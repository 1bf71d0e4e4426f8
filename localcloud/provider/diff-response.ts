import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "./difference";

const { Kind } = PropertyDiff;
const { DiffChanges } = DiffResponse;

/** A difference as the provider protocol states it. */
export function diffResponse(found: Difference): DiffResponse {
  const differing = [...found.added, ...found.removed, ...found.changed];
  const response = new DiffResponse()
    .setChanges(differing.length > 0 ? DiffChanges.DIFF_SOME : DiffChanges.DIFF_NONE)
    .setReplacesList([...found.replacing])
    .setDiffsList(differing)
    .setDeletebeforereplace(found.deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const details = response.getDetaileddiffMap();
  const detail = (keys: readonly string[], kind: PropertyDiff.Kind, replacingKind: PropertyDiff.Kind): void => {
    for (const key of keys) {
      details.set(
        key,
        new PropertyDiff().setKind(found.replacing.includes(key) ? replacingKind : kind).setInputdiff(true),
      );
    }
  };
  detail(found.added, Kind.ADD, Kind.ADD_REPLACE);
  detail(found.removed, Kind.DELETE, Kind.DELETE_REPLACE);
  detail(found.changed, Kind.UPDATE, Kind.UPDATE_REPLACE);
  return response;
}
