package io.matrixplatform.bench.metering.job;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ParameterTool;

/** Reads the facts and drops them. */
public final class ReadJob {
    private ReadJob() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        FactSource.open(env, ParameterTool.fromArgs(args)).sinkTo(new DiscardingSink<>());
        env.execute("read-drop");
    }
}
