package io.matrixplatform.ingest.inference.models;

import static io.matrixplatform.ingest.platform.ProblemType.INVALID_CALL;
import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;

import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.platform.ProblemException;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of models, as Anthropic's clients turn the pages: {@code limit}, {@code after_id}, {@code before_id}.
 *
 * @param hasMore whether there are others in the direction in which the pages are turned
 */
record ModelPage(List<ModelRoute> models, boolean hasMore) {
    private static final int USUAL = 20;
    private static final int MOST = 1_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    ModelPage {
        models = List.copyOf(models);
    }

    /**
     * @param all in the order of the pages
     * @throws ProblemException {@code MALFORMED_REQUEST} if the query cannot be read, {@code INVALID_CALL} if it is not valid
     */
    static ModelPage asked(HttpServerRequest request, List<ModelRoute> all) {
        MultiMap query;
        try {
            query = request.params();
        } catch (IllegalArgumentException notEncoded) {
            throw new ProblemException(MALFORMED_REQUEST, "the query of the address is not percent-encoded");
        }
        return of(all, query.get("limit"), query.get("after_id"), query.get("before_id"));
    }

    static ModelPage of(
            List<ModelRoute> all, @Nullable String limit, @Nullable String afterId, @Nullable String beforeId) {
        int most = limit(limit);
        if (beforeId == null) {
            int start = afterId == null ? 0 : place(all, "after_id", afterId) + 1;
            int end = Math.min(all.size(), start + most);
            return new ModelPage(all.subList(start, end), end < all.size());
        }
        if (afterId != null) {
            throw invalid("before_id", "is not for a request that has after_id: leave one of them out");
        }
        int end = place(all, "before_id", beforeId);
        int start = Math.max(0, end - most);
        return new ModelPage(all.subList(start, end), start > 0);
    }

    /** Null if there are none. */
    @Nullable String firstId() {
        return models.isEmpty() ? null : models.get(0).model();
    }

    @Nullable String lastId() {
        return models.isEmpty() ? null : models.get(models.size() - 1).model();
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return USUAL;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST) {
            throw invalid("limit", "must be a whole number from 1 to " + MOST);
        }
        return limit;
    }

    private static int place(List<ModelRoute> all, String parameter, String id) {
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).model().equals(id)) {
                return place;
            }
        }
        throw invalid(parameter, "is no model of the list (any more): begin at the first page");
    }

    private static ProblemException invalid(String parameter, String why) {
        return new ProblemException(INVALID_CALL, parameter + ": " + why, parameter);
    }
}
