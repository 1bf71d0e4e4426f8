import { passwordsGenerated as rule } from "../../../policies/rules/passwords-generated";
import { describeRule, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function database(properties: TestResource["properties"], type = "instance:Instance"): TestResource {
  return resource(`aws:rds/${type}`, "db", properties);
}

const GENERATED = "Zk3v9QmW8xT2nLr6pYd4";

describeRule(rule, {
  accepts: {
    "a password that RDS manages": { given: database({ manageMasterUserPassword: true }) },
    "a password that is generated": { given: database({ password: secret("Zk3v9QmW8xT2nLr6pYd4") }) },
    "passwords of other stores that are generated": {
      given: [
        resource("aws:redshift/cluster:Cluster", "db", { masterPassword: secret(GENERATED) }),
        resource("aws:mq/broker:Broker", "db", { users: [{ username: "app", password: secret(GENERATED) }] }),
        resource("aws:redshift/cluster:Cluster", "db", { manageMasterPassword: true }),
      ],
    },
  },
  refuses: {
    "a password that was made up": {
      given: database({ password: secret("hunter2hunter2") }),
      violations: ["db: password has a value that is withheld here: it is so short"],
    },
    "one of a cluster, however it is handed over": {
      given: database({ masterPassword: secret("hunter2!"), masterPasswordWo: secret("hunter2?") }, "cluster:Cluster"),
      violations: ["db: masterPassword has a value", "db: masterPasswordWo has a value"],
    },
    "a long one with a common word": {
      given: database({ password: secret("SuperSecretPassword123!") }),
      violations: ["db: password has a value that is withheld here: by a common word in it, somebody made it up"],
    },
    "one of any other store": {
      given: [
        resource("aws:docdb/cluster:Cluster", "db", { masterPassword: secret("hunter2!") }),
        resource("aws:redshiftserverless/namespace:Namespace", "db", { adminUserPassword: secret("Hunter2!") }),
        resource("aws:mq/broker:Broker", "db", { users: [{ username: "app", password: secret("hunter2hunter2") }] }),
        resource("aws:memorydb/user:User", "db", { authenticationMode: { passwords: [secret("hunter2hunter2")] } }),
        resource("aws:elasticache/replicationGroup:ReplicationGroup", "db", { authToken: secret("mypassword123456") }),
        resource("aws:opensearch/domain:Domain", "db", {
          advancedSecurityOptions: { masterUserOptions: { masterUserPassword: secret("Hunter2!") } },
        }),
      ],
      violations: [
        "db: masterPassword has a value",
        "db: adminUserPassword has a value",
        "db: users[0].password has a value",
        "db: authenticationMode.passwords[0] has a value",
        "db: authToken has a value",
        "db: advancedSecurityOptions.masterUserOptions.masterUserPassword has a value",
      ],
    },
  },
  boundaries: {
    "the shortest password": { given: database({ password: secret("Zk3v9QmW8xT2nLr6") }) },
    "a character less": { given: database({ password: secret("Zk3v9QmW8xT2nLr") }), violations: ["db: password"] },
  },
  missing: {
    "no password, as for a replica": { given: database({ replicateSourceDb: "db" }) },
  },
  unknown: {
    "a password that is generated in the run": {
      given: database({ password: UNKNOWN }),
      remarks: ["db: Not determinable yet: password isn't known"],
    },
  },
  production: set(of("aws:rds/instance:Instance", "orders"), { password: "hunter2" }),
});
