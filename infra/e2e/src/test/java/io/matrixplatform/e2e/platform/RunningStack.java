package io.matrixplatform.e2e.platform;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.tracing.testing.SpanCollector;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The stack all end-to-end tests share: booted once from empty folders, taken down after the last test. Tests keep apart by
 * making tenants of their own.
 */
public final class RunningStack implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent("stack", key -> Booted.fresh(), Booted.class)
                .platform;
    }

    private static final class Booted implements AutoCloseable {
        private final Platform platform;

        private Booted(Platform platform) {
            this.platform = platform;
        }

        static Booted fresh() {
            try {
                Path home = Path.of(System.getProperty("matrix.home"));
                Path state = Path.of("target", "stack").toAbsolutePath();
                Ports ports = new Ports(Integer.getInteger("matrix.e2e.portOffset"));
                LocalStack stack = LocalStack.in(new Folders(home, state), ports);
                stack.down(name -> {}); // what a run that was killed has left
                DeletedFolder.delete(state);
                SpanCollector collector = new SpanCollector(0);
                Map<String, String> variables = Map.of("MATRIX_TRACES_ENDPOINT", collector.endpoint());
                return new Booted(new Platform(LocalStack.start(home, state, ports.offset(), variables), collector));
            } catch (Exception failure) {
                throw new IllegalStateException("the stack does not start", failure);
            }
        }

        @Override
        public void close() throws Exception {
            platform.stack().close();
            platform.collector().close();
        }
    }
}
