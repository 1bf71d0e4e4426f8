import { z } from "zod";
import type {
  ConfigurationOf,
  Draft,
  KeysOf,
  OutputsOf,
  PartsOf,
  Section,
  SettingsOf,
  TooEarly,
} from "../configuration/section";
import { alarmTopicsSection } from "./sections/alarm-topics";
import { backupSection } from "./sections/backup";
import { cacheSection } from "./sections/cache";
import { cloudWatchSection } from "./sections/cloudwatch";
import { computeSection } from "./sections/compute";
import { databaseSection } from "./sections/database";
import { encryptionKeySection } from "./sections/encryption-key";
import { environmentSection } from "./sections/environment";
import { failureEventsSection } from "./sections/failure-events";
import { imagesSection } from "./sections/images";
import { loadBalancerSection } from "./sections/load-balancer";
import { migrationsSection } from "./sections/migrations";
import { monitoringSection } from "./sections/monitoring";
import { networkSection } from "./sections/network";
import { queuesSection } from "./sections/queues";
import { secondRegionSection } from "./sections/second-region";
import { secretsSection } from "./sections/secrets";
import { servicesSection } from "./sections/services";

/**
 * The sections of an environment. Keys, checks and components come from this list alone. Components are created in its
 * order: a section needs those before it.
 */
export const SECTIONS = [
  environmentSection,
  encryptionKeySection,
  secondRegionSection,
  secretsSection,
  alarmTopicsSection,
  networkSection,
  databaseSection,
  cacheSection,
  loadBalancerSection,
  computeSection,
  failureEventsSection,
  queuesSection,
  imagesSection,
  migrationsSection,
  servicesSection,
  monitoringSection,
  cloudWatchSection,
  backupSection,
] as const;

type Sections = typeof SECTIONS;

/** Every key under `proofpix:`, as the `Pulumi.<environment>.yaml` files write them, with defaults filled in. */
export type Settings = SettingsOf<KeysOf<Sections>>;

/** The configuration of one environment: checked, with every default and everything that follows. */
export type Configuration = ConfigurationOf<Sections>;

/** The components of an environment. */
export type EnvironmentParts = PartsOf<Sections>;

/** Outputs of the stack, for people and automation. */
export type EnvironmentOutputs = Readonly<OutputsOf<Sections>>;

type TypedSection = Section<Draft<Settings, Configuration>, Settings, Configuration, EnvironmentParts>;

/**
 * The sections, each with the configuration and parts of all. A section that reads what no section has doesn't compile.
 */
export const sections: readonly TypedSection[] = SECTIONS;

/** Doesn't compile where a section comes before one whose parts it needs. */
export const IN_ORDER: [TooEarly<Sections>] extends [never] ? true : TooEarly<Sections> = true;

/** Schema of every key. */
export const settingsSchema = z.strictObject(
  Object.fromEntries(SECTIONS.flatMap(({ keys }) => Object.entries(keys))) as KeysOf<Sections>,
);
