package node.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every key that wrangler 4.164 knows at the top of its file, and inside the objects that are
/// understood here: one row each, so that accepting one more is a change of one word.
///
/// A row is: path, kinds, how environments get it (`inherited` from the top level, each its `own`,
/// or `top` level only), and whether it is `supported` or merely `known`, which warns once. The key
/// `edgewise` is ours; wrangler leaves it alone with a warning.
final class WranglerKeys {

    private static final String ROWS =
            """
            $schema text top supported
            access object inherited known
            account_id text inherited known
            addresses list top known
            agent_memory list own known
            ai object own known
            ai_search list own known
            ai_search_namespaces list own known
            alias object top known
            analytics object own known
            analytics_engine_datasets list own known
            artifacts list own known
            assets object inherited supported
            base_dir text inherited known
            browser object own known
            build object inherited known
            cache object inherited known
            cloudchamber object own known
            compatibility_date text inherited supported
            compatibility_flags list inherited supported
            compliance_region text inherited known
            connect list own known
            containers list own known
            d1_databases list own known
            data_blobs object top known
            define object own known
            dependencies_instrumentation object top known
            dev object top known
            dispatch_namespaces list own known
            durable_objects object own known
            env object top supported
            exports object inherited known
            find_additional_modules flag inherited known
            first_party_worker flag inherited known
            flagship list own known
            hyperdrive list own known
            images object own known
            jsx_factory text inherited known
            jsx_fragment text inherited known
            k2 list own known
            keep_names flag inherited known
            keep_vars flag top known
            kv_namespaces list own known
            limits object inherited supported
            logfwdr object inherited known
            logpush flag inherited known
            main text inherited supported
            media object own known
            migrations list inherited known
            minify flag inherited known
            mtls_certificates list own known
            name text inherited supported
            no_bundle flag inherited known
            observability object inherited known
            pages_build_output_dir text top known
            pipelines list own known
            placement object inherited known
            preserve_file_names flag inherited known
            preview_urls flag inherited known
            previews object inherited known
            python_modules object inherited known
            queues object own known
            r2_buckets list own known
            ratelimits list own known
            route object|text inherited known
            routes list inherited known
            rules list inherited known
            secrets object own known
            secrets_store_secrets list own known
            send_email list own known
            send_metrics flag top known
            services list own supported
            site object top known
            stream object own known
            streaming_tail_consumers list own known
            tail_consumers list own known
            text_blobs object top known
            triggers object inherited known
            tsconfig text inherited known
            unsafe object own known
            unsafe_hello_world list own known
            upload_source_maps flag inherited known
            vars object own supported
            vectorize list own known
            version_metadata object own known
            vpc_networks list own known
            vpc_services list own known
            wasm_modules object top known
            worker_loaders list own known
            workers_dev flag inherited known
            workflows list own known
            assets.directory text inherited supported
            assets.base_path text inherited known
            assets.binding text inherited supported
            assets.html_handling text inherited supported
            assets.not_found_handling text inherited supported
            assets.run_worker_first flag|list inherited supported
            limits.cpu_ms number inherited supported
            limits.subrequests number inherited supported
            edgewise object inherited supported
            edgewise.limits object inherited supported
            edgewise.limits.bodyBytesMax number inherited supported
            edgewise.limits.heapBytesMax number inherited supported
            """;

    private static final Map<String, Key> KEYS =
            ROWS.lines()
                    .map(WranglerKeys::key)
                    .collect(Collectors.toUnmodifiableMap(Key::path, key -> key));

    private WranglerKeys() {}

    static @Nullable Key find(String path) {
        return KEYS.get(path);
    }

    /// All paths, in no order, for near-misses.
    static Iterable<String> paths() {
        return KEYS.keySet();
    }

    private static Key key(String row) {
        List<String> cells = List.of(row.split(" ", -1));
        return new Key(
                cells.get(0),
                List.of(cells.get(1).split("\\|", -1)),
                Key.Scope.valueOf(cells.get(2).toUpperCase(Locale.ROOT)),
                cells.get(3).equals("supported"));
    }
}
