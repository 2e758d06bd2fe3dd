package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.platform.problems.ProblemType.ANALYTICS_UNAVAILABLE;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.problems.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pinot.client.Connection;
import org.apache.pinot.client.ConnectionFactory;
import org.apache.pinot.client.ExecutionStats;
import org.apache.pinot.client.JsonAsyncHttpPinotClientTransportFactory;
import org.apache.pinot.client.PinotClientException;
import org.apache.pinot.client.ResultSet;
import org.apache.pinot.client.ResultSetGroup;

/** Asks Pinot, and takes only whole answers. Thread-safe. */
public final class PinotBroker implements Managed {
    private final Connection connection;
    private final Duration timeout;
    private final Timer answers;
    private final Meter failures;

    /** @param brokers host:port, several joined by commas */
    public PinotBroker(String brokers, Duration timeout, MetricRegistry metrics) {
        this.timeout = timeout;
        this.answers = metrics.timer("metering.pinot.answers");
        this.failures = metrics.meter("metering.pinot.failures");
        List<String> addresses =
                Arrays.stream(brokers.split(",", -1)).map(String::strip).toList();
        Properties settings = new Properties();
        settings.setProperty("brokerReadTimeoutMs", Long.toString(timeout.toMillis()));
        settings.setProperty("brokerConnectTimeoutMs", "2000");
        settings.setProperty("brokerHandshakeTimeoutMs", "2000");
        connection = ConnectionFactory.fromHostList(
                new Properties(),
                addresses,
                new JsonAsyncHttpPinotClientTransportFactory()
                        .withConnectionProperties(settings)
                        .buildTransport());
    }

    /**
     * The rows that {@code sql} has.
     *
     * @throws ProblemException {@code ANALYTICS_UNAVAILABLE} if Pinot did not answer, or answered from a part of the data: a
     *     wrong number would look like a right one
     */
    public ResultSet query(String table, String sql) {
        return whole(ask(table, sql));
    }

    /**
     * As {@link #query}, but empty where there are more groups than Pinot keeps apart.
     *
     * @throws ProblemException {@code ANALYTICS_UNAVAILABLE}
     */
    Optional<ResultSet> queryFewGroups(String table, String sql) {
        ResultSetGroup answer = ask(table, sql);
        return answer.getExecutionStats().isNumGroupsLimitReached() ? Optional.empty() : Optional.of(whole(answer));
    }

    private static ResultSet whole(ResultSetGroup answer) {
        ExecutionStats stats = answer.getExecutionStats();
        if (!answer.getExceptions().isEmpty()
                || stats.getNumServersQueried() == 0
                || stats.getNumServersResponded() < stats.getNumServersQueried()
                || stats.isPartialResult()
                || stats.isNumGroupsLimitReached()
                || answer.getResultSetCount() != 1) {
            throw new ProblemException(
                    ANALYTICS_UNAVAILABLE,
                    "the answer would be incomplete",
                    new PinotClientException("incomplete: " + answer.getExceptions() + " " + stats));
        }
        return answer.getResultSet(0);
    }

    private ResultSetGroup ask(String table, String sql) {
        try (Timer.Context until = answers.time()) {
            return connection.executeAsync(table, sql).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ANALYTICS_UNAVAILABLE, "the server is stopping", stop);
        } catch (TimeoutException | ExecutionException | PinotClientException failure) {
            failures.mark();
            throw new ProblemException(ANALYTICS_UNAVAILABLE, "try again in a moment", failure);
        }
    }

    /** Its threads would keep the process alive. */
    @Override
    public void stop() {
        connection.close();
    }
}
