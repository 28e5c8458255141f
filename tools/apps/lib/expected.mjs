// The exceptions: what may differ, and why. Each must be needed.

export class Expected {
    #rules;
    #used = new Set();

    constructor(rules) {
        for (const rule of rules) {
            for (const key of ["app", "request", "what", "reason"]) {
                if (typeof rule[key] !== "string") throw new Error(`an exception has no '${key}': ${JSON.stringify(rule)}`);
            }
        }
        this.#rules = rules;
    }

    /// The rules that take out of a body what is random or tells the time, before bodies are compared.
    bodyRules(app, request) {
        const rules = this.#rules.filter(rule => rule.replace !== undefined && fits(rule, app, request));
        for (const rule of rules) this.#used.add(rule);
        return rules;
    }

    /// The differences parted into those that stand and those that an exception names.
    sort(app, request, found) {
        const differences = [];
        const excepted = [];
        for (const each of found) {
            const rule = this.#rules.find(
                rule => rule.replace === undefined && fits(rule, app, request) && named(rule, each.what));
            if (rule) this.#used.add(rule);
            (rule ? excepted : differences).push(rule ? { ...each, reason: rule.reason } : each);
        }
        return { differences, excepted };
    }

    /// The rules for the given apps that named nothing.
    unused(apps) {
        return this.#rules.filter(rule => !this.#used.has(rule) && (apps.has(rule.app)));
    }
}

function fits(rule, app, request) {
    return (rule.app === app || rule.app === "*") && (rule.request === "*" || rule.request === request.title);
}

function named(rule, what) {
    return rule.what.split(", ").some(each => each === what || each === "*");
}
