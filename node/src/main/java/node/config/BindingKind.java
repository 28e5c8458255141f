package node.config;

import java.util.ArrayList;
import java.util.List;
import node.json.Json;

/// Every kind of binding that wrangler knows: where the settings list it, under which key its name
/// stands, and what its type is called in `@cloudflare/workers-types`.
public enum BindingKind {
    /// The files that are served.
    ASSETS("assets", "binding", "Fetcher", true),
    /// Key-value pairs.
    KV("kv_namespaces", "binding", "KVNamespace", false),
    /// Actors.
    DURABLE_OBJECT("durable_objects.bindings", "name", "DurableObjectNamespace", false),
    /// Objects.
    R2("r2_buckets", "binding", "R2Bucket", false),
    /// SQL.
    D1("d1_databases", "binding", "D1Database", false),
    /// A queue that is sent to.
    QUEUE("queues.producers", "binding", "Queue", false),
    /// Another app.
    SERVICE("services", "binding", "Fetcher", true),
    /// Steps that survive.
    WORKFLOW("workflows", "binding", "Workflow", false),
    /// Vectors.
    VECTORIZE("vectorize", "binding", "VectorizeIndex", false),
    /// Models.
    AI("ai", "binding", "Ai", false),
    /// Search over documents.
    AI_SEARCH("ai_search", "binding", "AiSearchInstance", false),
    /// Many of these.
    AI_SEARCH_NAMESPACE("ai_search_namespaces", "binding", "AiSearchNamespace", false),
    /// What agents remember.
    AGENT_MEMORY("agent_memory", "binding", "AgentMemoryNamespace", false),
    /// A database elsewhere.
    HYPERDRIVE("hyperdrive", "binding", "Hyperdrive", false),
    /// Mail.
    EMAIL("send_email", "name", "SendEmail", false),
    /// A browser.
    BROWSER("browser", "binding", "BrowserRun", false),
    /// Images.
    IMAGES("images", "binding", "ImagesBinding", false),
    /// Video.
    STREAM("stream", "binding", "StreamBinding", false),
    /// Media.
    MEDIA("media", "binding", "MediaBinding", false),
    /// Counters that refuse.
    RATE_LIMIT("ratelimits", "name", "RateLimit", false),
    /// Data points.
    ANALYTICS_ENGINE("analytics_engine_datasets", "binding", "AnalyticsEngineDataset", false),
    /// Questions about data points.
    ANALYTICS("analytics", "binding", "AnalyticsSQLBinding", false),
    /// Which version runs.
    VERSION_METADATA("version_metadata", "binding", "WorkerVersionMetadata", true),
    /// A secret that is kept elsewhere.
    SECRETS_STORE("secrets_store_secrets", "binding", "SecretsStoreSecret", false),
    /// Apps of customers.
    DISPATCH_NAMESPACE("dispatch_namespaces", "binding", "DispatchNamespace", false),
    /// A client's certificate.
    MTLS_CERTIFICATE("mtls_certificates", "binding", "Fetcher", false),
    /// Streams of records.
    PIPELINE("pipelines", "binding", "Pipeline", false),
    /// Apps made while running.
    WORKER_LOADER("worker_loaders", "binding", "WorkerLoader", false),
    /// A service in a private network.
    VPC_SERVICE("vpc_services", "binding", "Fetcher", false),
    /// A private network.
    VPC_NETWORK("vpc_networks", "binding", "Fetcher", false),
    /// Repositories.
    ARTIFACTS("artifacts", "binding", "Artifacts", false),
    /// Feature flags.
    FLAGSHIP("flagship", "binding", "Flagship", false),
    /// A log of events.
    K2("k2", "binding", "K2Stream", false),
    /// What wrangler has no word for.
    UNSAFE("unsafe.bindings", "name", "any", false),
    /// A thing to try.
    HELLO_WORLD("unsafe_hello_world", "binding", "HelloWorldBinding", false);

    private final String path;
    private final String nameKey;
    private final String type;
    private final boolean here;

    BindingKind(String path, String nameKey, String type, boolean here) {
        this.path = path;
        this.nameKey = nameKey;
        this.type = type;
        this.here = here;
    }

    /// The key of the settings that lists it, as people name the kind.
    public String word() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /// The TypeScript type of such a binding.
    public String type() {
        return type;
    }

    /// Whether code can use it in this version.
    public boolean isHere() {
        return here;
    }

    String nameKey() {
        return nameKey;
    }

    /// Each such binding in the settings.
    List<Json.Fields> in(Json.Fields settings) {
        int dot = path.indexOf('.');
        Json value =
                dot < 0 ? settings.get(path) : settings.fields(word()).get(path.substring(dot + 1));
        List<Json.Fields> found = new ArrayList<>();
        if (value instanceof Json.Fields one) {
            found.add(one);
        } else if (value instanceof Json.Items(_, List<Json> items)) {
            items.forEach(item -> {
                if (item instanceof Json.Fields each) {
                    found.add(each);
                }
            });
        }
        return found;
    }
}
