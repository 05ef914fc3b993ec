package org.xraystream.reading;

import io.javalin.http.Context;
import java.util.List;

/**
 * Which images to read next are asked for.
 *
 * @param limit 1 to 100
 */
record NextReadsQuery(Strategy strategy, int limit) {
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;
    private static final List<String> PARAMETERS = List.of("strategy", "limit");

    /**
     * @param usual the strategy of who does not say
     * @throws org.xraystream.service.ProblemException 400 that names the parameter
     */
    static NextReadsQuery from(Context context, Strategy usual) {
        QueryText query = new QueryText(context, PARAMETERS);
        return new NextReadsQuery(
                query.choice("strategy", Strategy.values()).orElse(usual),
                query.number("limit", DEFAULT_LIMIT, MAX_LIMIT));
    }
}
