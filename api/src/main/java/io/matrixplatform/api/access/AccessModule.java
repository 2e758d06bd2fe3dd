package io.matrixplatform.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.matrixplatform.api.access.addresses.AddressGate;
import io.matrixplatform.api.access.addresses.IpRuleResource;
import io.matrixplatform.api.access.attempts.Attempts;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.audit.AuditResource;
import io.matrixplatform.api.access.audit.PlatformAuditResource;
import io.matrixplatform.api.access.authentication.AuthenticatedRoutes;
import io.matrixplatform.api.access.authentication.Authentication;
import io.matrixplatform.api.access.authentication.OperatorToken;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.joining.JoiningResource;
import io.matrixplatform.api.access.keys.ApiKeyResource;
import io.matrixplatform.api.access.keys.ApiKeys;
import io.matrixplatform.api.access.keys.KeyAnnouncer;
import io.matrixplatform.api.access.keys.KeyLimitResource;
import io.matrixplatform.api.access.keys.KeyLimits;
import io.matrixplatform.api.access.keys.SubscriptionStamp;
import io.matrixplatform.api.access.keyusage.KeyUsageCheck;
import io.matrixplatform.api.access.keyusage.KeyUsageStreams;
import io.matrixplatform.api.access.keyusage.KeyUsages;
import io.matrixplatform.api.access.limits.LimitSets;
import io.matrixplatform.api.access.links.EmailVerificationResource;
import io.matrixplatform.api.access.links.MailedLinks;
import io.matrixplatform.api.access.links.PasswordResetResource;
import io.matrixplatform.api.access.passwords.Passwords;
import io.matrixplatform.api.access.secondfactor.SecondFactors;
import io.matrixplatform.api.access.sessions.ImpersonationResource;
import io.matrixplatform.api.access.sessions.SecondFactorResource;
import io.matrixplatform.api.access.sessions.SessionListResource;
import io.matrixplatform.api.access.sessions.SessionResource;
import io.matrixplatform.api.access.sessions.Sessions;
import io.matrixplatform.api.access.sessions.SignIn;
import io.matrixplatform.api.access.team.InvitationResource;
import io.matrixplatform.api.access.team.Invitations;
import io.matrixplatform.api.access.team.MemberResource;
import io.matrixplatform.api.access.team.Members;
import io.matrixplatform.api.access.tenants.TenantResource;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.access.users.UserResource;
import io.matrixplatform.api.access.users.Users;
import io.matrixplatform.api.platform.InstallationConfig;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.outbox.Heartbeat;
import io.matrixplatform.events.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/** Wires access: tenants, keys, people, and how a request gets its caller. */
public final class AccessModule {
    /** Passwords that are computed at a time: each takes 19 MiB and a core for some 50 ms. */
    private static final int PASSWORDS_AT_ONCE = 4;

    private static final int QUEUED_RESETS = 1_000;

    public final AuditLog audit;
    public final Tenants tenants;
    public final ApiKeys keys;
    public final LimitSets limits;
    public final KeyLimits keyLimits;
    public final SubscriptionStamp stamp;
    public final Authentication authentication;
    public final AddressGate gate;
    private final Attempts attempts;
    private final Sessions sessions;
    private final MailedLinks links;

    public AccessModule(
            AccessConfig config, InstallationConfig installation, Platform platform, Environment environment) {
        JerseyEnvironment http = environment.jersey();
        String token = config.operatorToken();
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "there is no operator token: set MATRIX_OPERATOR_TOKEN (" + OperatorToken.PREFIX + "…)");
        }
        OperatorToken operator = new OperatorToken(token.strip());
        ObjectMapper json = Dialect.teach(Jackson.newObjectMapper());
        audit = new AuditLog(platform.jdbi(), json, platform.clock());
        tenants = new Tenants(platform.jdbi(), audit, platform.uuids(), platform.clock());
        limits = new LimitSets(platform, audit);
        keys = new ApiKeys(platform, audit, limits);
        keyLimits = new KeyLimits(platform.jdbi(), keys, limits);
        stamp = new SubscriptionStamp(platform.registry());
        attempts = new Attempts(platform.jdbi(), platform.clock());
        Passwords passwords =
                new Passwords(config.passwords(), PASSWORDS_AT_ONCE, config.passwordPatience(), platform.random());
        Users users = new Users(platform.jdbi(), audit, passwords, platform.uuids(), platform.clock());
        config.firstOperator().ensure(platform.jdbi(), users);
        Members members = new Members(platform.jdbi(), audit, platform.clock());
        sessions = new Sessions(platform, config.sessions(), audit, users, members, tenants);
        gate = new AddressGate(
                platform.jdbi(), audit, new KeyAnnouncer(platform.registry()), config.countries(), platform.clock());
        serveSessions(platform, users, http);
        links = new MailedLinks(platform, users, sessions, platform.mails(), installation.publicUrl());
        http.register(new PasswordResetResource(links, attempts, platform.idempotency(), background(environment)));
        Invitations invitations =
                new Invitations(platform, audit, members, users, platform.mails(), installation.publicUrl());
        http.register(new MemberResource(platform.jdbi(), members, tenants, users, platform.idempotency()));
        http.register(new InvitationResource(invitations, tenants, platform.idempotency()));
        http.register(new JoiningResource(invitations, tenants, platform.idempotency()));
        http.register(new EmailVerificationResource(platform.jdbi(), links, attempts, platform.idempotency()));
        authentication = new Authentication(operator, keys, sessions, gate);
        http.register(new AuthenticatedRoutes(authentication));
        http.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        http.register(new AuditResource(audit, tenants, json));
        http.register(new PlatformAuditResource(audit, json));
        http.register(new TenantResource(tenants, platform.idempotency()));
        http.register(new IpRuleResource(gate, tenants));
        KeyUsageStreams keyUsage =
                new KeyUsageStreams(platform.kafka(), platform.registry(), Path.of(config.stateDir()));
        environment.lifecycle().manage(keyUsage);
        environment.healthChecks().register("key-usage", new KeyUsageCheck(keyUsage));
        KeyUsages usages = keyUsage.usages(platform.clock());
        http.register(new ApiKeyResource(keys, tenants, usages, platform.idempotency()));
        http.register(new KeyLimitResource(keyLimits, tenants));
        http.register(new UserResource(platform.jdbi(), users, links, platform.idempotency()));
    }

    private void serveSessions(Platform platform, Users users, JerseyEnvironment http) {
        SecondFactors secondFactors = new SecondFactors(
                platform.jdbi(), audit, attempts, platform.installation(), platform.random(), platform.clock());
        SignIn signIn = new SignIn(platform.jdbi(), users, secondFactors, attempts, gate, sessions, audit);
        http.register(new SessionResource(platform.jdbi(), signIn, sessions, users, secondFactors));
        http.register(new SessionListResource(sessions));
        http.register(new SecondFactorResource(secondFactors, platform.idempotency()));
        http.register(new ImpersonationResource(sessions, secondFactors, tenants, platform.idempotency()));
    }

    /** What does not fit in the queue is not done: whoever waits for a mail asks again. */
    private static Executor background(Environment environment) {
        return environment
                .lifecycle()
                .executorService("password-resets")
                .minThreads(1)
                .maxThreads(1)
                .workQueue(new ArrayBlockingQueue<>(QUEUED_RESETS))
                .rejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy())
                .build();
    }

    /** Forgets sessions, attempts and links that are over. */
    public void forgetOld() {
        links.forgetOld();
        sessions.forgetOld();
        attempts.forgetOld();
    }

    /** Tell the edges how old their copies of the keys and of the limits are. */
    public static List<Heartbeat> heartbeats() {
        return List.of(
                new Heartbeat(Topics.ACCESS_API_KEY_STATE, "heartbeat"),
                new Heartbeat(Topics.ACCESS_LIMIT_STATE, "heartbeat"));
    }
}
