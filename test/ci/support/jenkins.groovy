// Runs a Jenkinsfile without Jenkins, once for each situation that standard input lists as JSON, and prints which stages
// run and what they do. It knows the directives and steps that this project uses (Jenkins User Handbook, "Pipeline
// Syntax"), and refuses any other.
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

/** Answers the directives of a block, and refuses what it doesn't know. */
class Block {
  Map<String, Closure> directives
  Map env

  def methodMissing(String name, Object arguments) {
    if (!directives.containsKey(name)) throw new IllegalArgumentException("${name} isn't allowed here")
    directives[name](*arguments)
  }

  def propertyMissing(String name) {
    if (name == 'env') return env
    if (name in ['none', 'scm']) return name
    throw new IllegalArgumentException("there is no ${name}")
  }
}

/** Takes the assignments of an `environment`. */
class Assignments {
  Map env
  Map taken = [:]

  void setProperty(String name, Object value) {
    if (name in ['env', 'taken']) { this.@"$name" = value } else { taken[name] = value.toString() }
  }

  def getProperty(String name) { this.@"$name" }
}

class Jenkins {
  Map situation
  List stages = []

  def within(Closure body, Object delegate) {
    Closure own = (Closure) body.clone()
    own.delegate = delegate
    own.resolveStrategy = Closure.DELEGATE_ONLY
    own()
  }

  def block(Closure body, Map directives) { within(body, new Block(directives: directives, env: situation.env)) }

  void pipeline(Closure body) {
    block(body, [
      agent: { it == 'none' },
      options: { Closure inner -> block(inner, [
        buildDiscarder: { }, skipDefaultCheckout: { -> }, timestamps: { -> }, logRotator: { Map known -> known }
      ]) },
      triggers: { Closure inner -> block(inner, [cron: { String time -> situation.cron = time }]) },
      stages: { Closure inner -> block(inner, [stage: this.&stage]) }
    ])
  }

  void stage(String name, Closure body) {
    Map found = [name: name, runs: true, steps: [], environment: [:]]
    boolean isGroup = false
    block(body, [
      parallel: { Closure inner -> isGroup = true; block(inner, [stage: this.&stage]) },
      when: { Closure inner -> found.runs = allHold(inner, [beforeAgent: { }, beforeInput: { }, beforeOptions: { }]) },
      options: { Closure inner -> block(inner, [timeout: { Map limit -> found.limit = limit.toString() }]) },
      input: { Closure inner -> found.input = [:]; block(inner, ['message', 'ok', 'submitter'].collectEntries { key ->
        [key, { String text -> found.input[key] = text }]
      }) },
      agent: { Closure inner -> block(inner, [docker: { Closure docker -> block(docker, [
        image: { String image -> found.image = image }, args: { String text -> found.dockerArguments = text }
      ]) }]) },
      environment: { Closure inner ->
        Assignments assignments = new Assignments(env: situation.env)
        within(inner, assignments)
        found.environment = assignments.taken
      },
      steps: { Closure inner -> steps(inner, [], found.steps) }
    ])
    if (!isGroup) stages << found
  }

  boolean allHold(Closure body, Map others) { conditions(body, others).every { it } }

  /** What each condition of a block says. */
  List conditions(Closure body, Map others) {
    List said = []
    block(body, others + [
      anyOf: { Closure inner -> said << conditions(inner, [:]).any { it } },
      allOf: { Closure inner -> said << allHold(inner, [:]) },
      not: { Closure inner -> said << !allHold(inner, [:]) },
      branch: { String name -> said << (situation.env.BRANCH_NAME == name) },
      changeRequest: { -> said << (situation.env.CHANGE_ID != null) },
      triggeredBy: { String cause -> said << (situation.cause == cause) },
      expression: { Closure inner -> said << (block(inner, [:]) as boolean) }
    ])
    said
  }

  void steps(Closure body, List around, List done) {
    Closure note = { String text -> done << (around + text).join(' > ') }
    Closure inside = { String text, Closure inner -> steps(inner, around + text, done) }
    block(body, [
      checkout: { what -> note("checkout ${what}") },
      sh: { String text -> note("sh ${text}") },
      milestone: { int place -> note("milestone ${place}") },
      unstash: { String name -> note("unstash ${name}") },
      stash: { Map what -> note("stash ${what.name}: ${what.includes}") },
      lock: { Map what, Closure inner -> inside("lock ${what.resource}", inner) },
      timeout: { Map what, Closure inner -> inside("timeout ${what.time} ${what.unit}", inner) },
      catchError: { Map what, Closure inner -> inside("catchError", inner) },
      withCredentials: { List what, Closure inner -> inside("credentials ${what.join(', ')}", inner) },
      file: { Map what -> "file ${what.credentialsId}" },
      string: { Map what -> "string ${what.credentialsId}" }
    ])
  }
}

List situations = (List) new JsonSlurper().parse(System.in)
println JsonOutput.toJson(situations.collect { situation ->
  Jenkins jenkins = new Jenkins(situation: situation)
  Binding binding = new Binding([env: situation.env, pipeline: { Closure body -> jenkins.pipeline(body) }])
  new GroovyShell(binding).evaluate(new File(args[0]))
  [cron: situation.cron, stages: jenkins.stages]
})
