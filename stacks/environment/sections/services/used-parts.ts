import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import type { Draft } from "../../../configuration/section";
import { type ServicesDraft } from "./draft";

/**
 * Records parts that a service uses and the environment doesn't have: keys of the parts are called like them. A part
 * with a wrong key is there, and what is wrong with it is told there.
 */
export function checkUsedParts(
  { right: { services = [] }, written }: Pick<ServicesDraft, "right"> & Pick<Draft<object, object>, "written">,
  problems: ArgumentProblems,
): void {
  services.forEach((service, index) => {
    service?.uses.forEach((part, place) => {
      const path = pathText(["services", index, "uses", place]);
      problems.require(
        written[part] !== undefined,
        path,
        `must be a part that the environment has, got ${shown(part)}; configure proofpix:${part}, or remove it from uses`,
      );
      problems.require(
        service.uses.indexOf(part) === place,
        path,
        `${shown(part)} is listed twice; list each part once`,
      );
    });
  });
}
