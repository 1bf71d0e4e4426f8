import {
  MANDATORY_FROM_STAGING,
  matches,
  stackRule,
  textList,
  type Reader,
  type ResourceView,
  type StackFinding,
  type StackView,
} from "../core";
import {
  chosenTypes,
  hourlyPrice,
  PRICED_TYPES,
  pricedResources,
  type ChosenType,
  type Kind,
  type Priced,
} from "./shared/priced-resources";

interface Settings {
  /** Instance types of EC2 that may be used; `*` stands for any text. */
  readonly instanceTypes: readonly string[];
  /** Instance classes of RDS. */
  readonly databaseClasses: readonly string[];
  /** Node types of ElastiCache. */
  readonly cacheTypes: readonly string[];
  /** Most USD that a month may cost if everything has its largest size. */
  readonly monthlyLimit: number;
  /** Whether the stack needs a budget of its own. Many accounts have one budget for all stacks. */
  readonly requireBudget: boolean;
}

const BUDGET = "aws:budgets/budget:Budget";

export const costGuard = stackRule<Settings>({
  name: "cost-guard",
  title: "A typing error can't cost a fortune",
  description:
    "Instances, databases and caches have types that the environment allows. A month with everything at its largest " +
    "size costs less than the environment's limit, by the pack's table of prices in US East (N. Virginia): what is paid " +
    "by the hour, without storage and use. Budgets have subscribers, and the stack has a budget where the settings demand one.",
  why: "The bill comes when the month is over. A wrong size or one zero too many costs least before it is created.",
  fix:
    "Choose a type that is allowed and a smaller maximum, or change the environment's configuration of the pack; add an " +
    "`aws.budgets.Budget` with `notifications` that have subscribers.",
  severity: "medium",
  requirements: ["SC-12", "RP-1"],
  references: [
    {
      title: "AWS Cost Management User Guide, Managing your costs with AWS Budgets",
      url: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
    },
  ],
  types: [...PRICED_TYPES],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      instanceTypes: textList("Instance types of EC2 that may be used; `*` stands for any text"),
      databaseClasses: textList("Instance classes of RDS that may be used; `*` stands for any text"),
      cacheTypes: textList("Node types of ElastiCache that may be used; `*` stands for any text"),
      monthlyLimit: {
        type: "number",
        minimum: 0,
        description: "Most USD that a month may cost with everything at its largest, by the pack's table of prices",
      },
      requireBudget: {
        type: "boolean",
        description: "Whether the stack has to have a budget, where the account has none for all of its stacks",
      },
    },
    defaults: {
      development: {
        instanceTypes: ["t*", "m*.medium", "m*.large", "c*.medium", "c*.large"],
        databaseClasses: ["db.t*", "db.serverless"],
        cacheTypes: ["cache.t*"],
        monthlyLimit: 500,
        requireBudget: false,
      },
      staging: {
        instanceTypes: ["t*", "m*.medium", "m*.large", "m*.xlarge", "c*.medium", "c*.large", "c*.xlarge", "r*.large"],
        databaseClasses: ["db.t*", "db.serverless", "db.m*.large", "db.r*.large"],
        cacheTypes: ["cache.t*", "cache.m*.large", "cache.r*.large"],
        monthlyLimit: 1500,
        requireBudget: false,
      },
      production: {
        instanceTypes: ["t*", "*.medium", "*.large", "*.xlarge", "*.2xlarge", "*.4xlarge"],
        databaseClasses: ["db.t*", "db.serverless", "*.large", "*.xlarge", "*.2xlarge", "*.4xlarge"],
        cacheTypes: ["cache.t*", "*.large", "*.xlarge", "*.2xlarge"],
        monthlyLimit: 10_000,
        requireBudget: false,
      },
    },
  },
  check(stack, settings) {
    const types = chosenTypes(stack);
    return [
      ...types.flatMap((chosen) => notAllowed(chosen, settings)),
      ...types.filter(({ kind, type }) => hourlyPrice(kind, type) === undefined).map(unpriced),
      ...tooDear(pricedResources(stack), settings.monthlyLimit),
      ...budgetFindings(stack, settings.requireBudget),
    ];
  },
});

const LISTS = {
  instance: "instanceTypes",
  database: "databaseClasses",
  cache: "cacheTypes",
} as const satisfies Record<Kind, keyof Settings>;

function notAllowed({ kind, resource, property, type }: ChosenType, settings: Settings): StackFinding[] {
  const allowed = settings[LISTS[kind]];
  if (allowed.some((pattern) => matches(pattern, type))) return [];
  return [
    {
      resource,
      property,
      value: type,
      problem: "it is larger, or of another kind, than the environment is meant to pay for",
      allowed: allowed.join(", "),
      fix: `choose one that is allowed, or add it to ${LISTS[kind]} in the environment's configuration of the pack`,
    },
  ];
}

function unpriced({ resource, property, type }: ChosenType): StackFinding {
  return {
    resource,
    property,
    value: type,
    problem: "its price isn't in the pack's table, so the sum of the month leaves it out",
    allowed: "any type; this is a remark",
    fix: "keep in mind that the stack costs more than the pack knows",
    level: "advisory",
  };
}

/**
 * The finding for a month's costs. It belongs to the stack, since no single resource is at fault, and names the dearest
 * ones.
 */
function tooDear(priced: readonly Priced[], limit: number): StackFinding[] {
  const monthly = Math.round(priced.reduce((sum, each) => sum + each.monthly, 0));
  if (monthly <= limit) return [];
  const dearest = [...priced]
    .sort((one, other) => other.monthly - one.monthly)
    .slice(0, 3)
    .map(({ resource, monthly }) => `${resource.name} ${Math.round(monthly)}`);
  return [
    {
      property: "USD a month",
      value: monthly,
      problem: `with everything at its largest, it costs more than is wanted; the dearest: ${dearest.join(", ")}`,
      allowed: `up to ${limit}`,
      fix: "choose smaller types or maxima, or raise monthlyLimit in the environment's configuration of the pack",
    },
  ];
}

/** The findings for budgets: each needs a subscriber. The settings say whether the stack needs a budget at all. */
function budgetFindings(stack: StackView, isRequired: boolean): StackFinding[] {
  const budgets = stack.resources(BUDGET);
  if (budgets.length === 0) return isRequired ? [unheardCosts("budget")] : [];
  return budgets.filter((budget) => !isHeard(budget)).map((budget) => unheardCosts("notifications", budget));
}

function isHeard(budget: ResourceView): boolean {
  const notifications = budget.list("notifications");
  if (!notifications.known) return true;
  const subscribers = ["subscriberEmailAddresses", "subscriberSnsTopicArns"];
  return (notifications.value ?? []).some((each) => subscribers.some((property) => hasAny(each, property)));
}

function unheardCosts(property: string, resource?: ResourceView): StackFinding {
  return {
    ...(resource !== undefined && { resource }),
    property,
    problem: "nobody learns of costs before the bill",
    allowed: "an aws.budgets.Budget with a notification that has subscribers",
    fix: "add notifications with subscriberEmailAddresses or subscriberSnsTopicArns to an aws.budgets.Budget",
  };
}

function hasAny(notification: Reader, property: string): boolean {
  const list = notification.list(property);
  return !list.known || (list.value ?? []).length > 0;
}
