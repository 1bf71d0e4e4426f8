import { STATEFUL_TYPES } from "../../components/shared/stateful-types";
import { resourceRule, type Finding, type ResourceView } from "../core";
import { isCopy } from "./shared/copies";

export const statefulProtected = resourceRule({
  name: "stateful-protected",
  title: "A mistake can't delete what holds data",
  description:
    "Resources that hold data, or the keys to it, have Pulumi's `protect`; none is deleted before its replacement " +
    'exists, and none has `ignoreChanges: ["*"]`. Read replicas of databases are left out, since they can be made anew.',
  why:
    "Without `protect`, a change of a name or of an engine's property replaces the resource, and the data is gone; " +
    "deletion first leaves nothing to copy from; and where every change is ignored, the settings that protect the " +
    "data are those of the day on which it was created.",
  fix:
    "Declare the resource with `{ protect: true }`, without `deleteBeforeReplace`, and list the properties under " +
    "`ignoreChanges` by name.",
  severity: "critical",
  requirements: ["DB-2", "SE-2", "SE-8"],
  references: [
    {
      title: "Pulumi documentation, Resource option: protect",
      url: "https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
    },
    {
      title: "Pulumi documentation, Resource option: deleteBeforeReplace",
      url: "https://www.pulumi.com/docs/iac/concepts/resources/options/deletebeforereplace/",
    },
  ],
  types: STATEFUL_TYPES,
  levels: { development: "disabled", staging: "disabled", production: "mandatory" },
  check: (resource) =>
    isCopy(resource) ? [] : [...unprotected(resource), ...deletedFirst(resource), ...ignoringAll(resource)],
});

function unprotected({ options }: ResourceView): Finding[] {
  if (options.protect) return [];
  return [
    {
      property: "options.protect",
      value: false,
      problem: "the next change that replaces or removes it takes its data along",
      allowed: "true",
      fix: "declare it with { protect: true }",
    },
  ];
}

function deletedFirst({ options }: ResourceView): Finding[] {
  if (options.deleteBeforeReplace !== true) return [];
  return [
    {
      property: "options.deleteBeforeReplace",
      value: true,
      problem: "a replacement deletes the data before there is anything to copy it to",
      allowed: "false, or not set",
      fix: "take deleteBeforeReplace out, and let Pulumi name the resource or change its name along with the property",
    },
  ];
}

function ignoringAll({ options }: ResourceView): Finding[] {
  if (!options.ignoreChanges.includes("*")) return [];
  return [
    {
      property: "options.ignoreChanges",
      value: options.ignoreChanges,
      problem: "no change to its settings ever reaches it, those that protect its data included",
      allowed: "names of properties",
      fix: "list the properties that others change, by name",
    },
  ];
}
