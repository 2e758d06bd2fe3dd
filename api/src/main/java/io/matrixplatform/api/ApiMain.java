package io.matrixplatform.api;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;

/** Starts the control plane: {@code server} with the {@code api.yml} of the class path unless told otherwise. */
public final class ApiMain extends Application<ApiConfiguration> {
    private final InstantSource clock;

    public ApiMain() {
        this(InstantSource.system());
    }

    public ApiMain(InstantSource clock) {
        this.clock = clock;
    }

    public static void main(String[] args) throws Exception {
        new ApiMain().run(args.length == 0 ? new String[] {"server", "api.yml"} : args);
    }

    @Override
    public String getName() {
        return "matrix-api";
    }

    @Override
    public void initialize(Bootstrap<ApiConfiguration> bootstrap) {
        // A variable that is not set and has no default stays as it is: the values refuse it with a reason.
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                new ResourceConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(ApiConfiguration configuration, Environment environment) {
        new ApiAssembly(configuration, environment, clock);
    }

    /** A server that did not come up must not linger half started. */
    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(1);
    }
}
